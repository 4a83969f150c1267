"""The page of trends: charts that are drawn here, each with a table behind it, each leading to its complaints."""
