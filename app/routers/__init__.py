"""The API: translate, call one service or one pure function, return."""
