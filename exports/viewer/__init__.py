"""The viewer inside a bundle: one page that needs no server, no network and no program of ours."""
