// Loaded before Azurite (node --require). Azurite looks a blob up by account, container, name and snapshot in this order, and its database (LokiJS) uses
// the index of the first field only: every request then walks through all blobs there are. Asking by name first finds the same blobs, as fast with many as with few.
const { Collection } = require("lokijs");

for (const method of ["find", "findOne", "findAndRemove"]) {
  const original = Collection.prototype[method];
  Collection.prototype[method] = function (query, ...rest) {
    return original.call(this, typeof query?.name === "string" && "name" in this.binaryIndices ? { name: query.name, ...query } : query, ...rest);
  };
}
