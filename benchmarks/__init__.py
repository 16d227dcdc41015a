"""Measured ratios: what something costs against something plain beside it, in one run."""
