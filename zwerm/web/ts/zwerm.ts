// Everything that improves a page which already works. One small file for every page.
import "./copy";
import "./count";
import "./draft";
import "./live";
import "./piece";
import "./placing";
import "./print";
import "./timer";
