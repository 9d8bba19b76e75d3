// Loaded before Azurite (node --require). To find out what a request wants, Azurite holds the shape of its path ("/", "/container" or "/container/blob") against
// the templates of some seventy operations, and takes each template apart and matches it anew at every request. There are few of either, so each pair is matched once.
const path = require.resolve("uri-templates");
const original = require(path);
const templates = new Map();

require.cache[path].exports = text => {
  if (!templates.has(text)) templates.set(text, matchedOnce(original(text)));
  return templates.get(text);
};

function matchedOnce(template) {
  const matches = new Map();
  return {
    fromUri(uri, options) {
      if (!matches.has(uri)) matches.set(uri, template.fromUri(uri, options));
      return matches.get(uri);
    },
  };
}
