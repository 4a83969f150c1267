"""One recording along a ruler: sound, gaps, marks, selection and playhead."""
