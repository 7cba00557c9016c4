// The closed shape of a record: SHAPES holds the definitions of the shipped JSON Schema.

const PATTERNS = new Map();

/** Tell whether a value has a shape; only the keywords that the schema uses are known. */
function fits(value, shape) {
  if (shape.$ref !== undefined) return fits(value, SHAPES[shape.$ref]);
  if (shape.enum !== undefined) return shape.enum.includes(value);
  switch (shape.type) {
    case "object":
      return (
        value instanceof Map &&
        shape.required.every((name) => value.has(name)) &&
        [...value].every(
          ([name, item]) => Object.hasOwn(shape.properties, name) && fits(item, shape.properties[name]),
        )
      );
    case "array":
      return (
        Array.isArray(value) &&
        isWithin(value.length, shape.minItems, shape.maxItems) &&
        value.every((item, at) => fits(item, shape.prefixItems?.[at] ?? shape.items))
      );
    case "string":
      return (
        typeof value === "string" &&
        isWithin([...value].length, shape.minLength, shape.maxLength) &&
        (shape.pattern === undefined || pattern(shape.pattern).test(value))
      );
    case "integer":
      return typeof value === "number" && isWithin(value, shape.minimum, shape.maximum);
    default:
      throw new Error("a shape that this page does not know");
  }
}

function isWithin(number, least = -Infinity, most = Infinity) {
  return least <= number && number <= most;
}

function pattern(text) {
  if (!PATTERNS.has(text)) PATTERNS.set(text, new RegExp(text, "u"));
  return PATTERNS.get(text);
}
