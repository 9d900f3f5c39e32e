"""What the browser may ask for, page by page. Each handler is a few lines over one library call."""
