"""Staff pages: 报数 (`figures`), 专报 (`papers`)."""
