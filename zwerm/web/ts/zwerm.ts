// Everything that improves a page which already works. One small file for every page.
export {};
