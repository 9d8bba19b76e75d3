// Loaded before Azurite (node --require). To find out what a request wants, Azurite holds its path against the templates of some seventy operations, and takes
// each template apart anew at every request. A template taken apart keeps nothing of the paths it is held against, so one of each is enough.
const path = require.resolve("uri-templates");
const original = require(path);
const parsed = new Map();

require.cache[path].exports = template => {
  if (!parsed.has(template)) parsed.set(template, original(template));
  return parsed.get(template);
};
