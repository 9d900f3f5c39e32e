// Offsets: the study counts Unicode code points, JavaScript counts UTF-16 units. The one place where they meet.

// How many code points a string holds; a lone surrogate counts as one.
export function pointCount(string) {
  let count = 0;
  for (const _ of string) count++;
  return count;
}

// A text that is asked for by code points, and says where a UTF-16 index lies.
export class Text {
  #string;
  #pairs = []; // UTF-16 index of each surrogate pair, in order

  constructor(string) {
    this.#string = string;
    for (let i = 0; i < string.length; i++) {
      if (string.codePointAt(i) > 0xffff) this.#pairs.push(i++);
    }
  }

  get length() {
    return this.#string.length - this.#pairs.length;
  }

  // The UTF-16 index of a code point.
  unit(point) {
    return point + this.#count(k => this.#pairs[k] - k < point);
  }

  // The code point that a UTF-16 index lies in (an index inside a pair belongs to the pair).
  point(unit) {
    return unit - this.#count(k => this.#pairs[k] + 1 <= unit);
  }

  slice(start, end) {
    return this.#string.slice(this.unit(start), this.unit(end));
  }

  // How many pairs, from the first on, satisfy a condition that once false stays false.
  #count(holds) {
    let low = 0,
      high = this.#pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
