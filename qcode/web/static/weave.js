// Text with marks on it: ranges in code points, layer under layer, as elements around text nodes.

// layers: outermost first, each a list of disjoint {start, end, wrap(children, start, end) → element}.
export function weave(text, start, end, layers) {
  if (start >= end) return [];
  if (!layers.length) return [document.createTextNode(text.slice(start, end))];
  const [ranges, ...inner] = layers;
  const pieces = [];
  let at = start;
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const from = Math.max(range.start, at),
      to = Math.min(range.end, end);
    if (from >= to) continue;
    pieces.push(...weave(text, at, from, inner));
    pieces.push(range.wrap(weave(text, from, to, inner), from, to));
    at = to;
  }
  pieces.push(...weave(text, at, end, inner));
  return pieces;
}
