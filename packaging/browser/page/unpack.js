// The program stands in the page as text that UTF-8 leaves whole: seven bits a letter, and what they spell is
// packed with LZMA, which makes a quarter less of it than what browsers unpack by themselves.

/** The bytes that `text` spells. Letters that HTML would change, or that would end the script, are moved up. */
function spelled(text) {
  const MOVED = [0, 10, 13, 38, 60, 127];
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8));
  let [bits, held, at] = [0, 0, 0];
  for (let letter = 0; letter < text.length; letter += 1) {
    const code = text.charCodeAt(letter);
    held = (held << 7) | (code < 256 ? code : MOVED[code - 256]);
    bits += 7;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = held >> bits;
      at += 1;
      held &= (1 << bits) - 1;
    }
  }
  return bytes.subarray(0, at);
}

/** What is packed in `source`, a file of the form `.lzma` that ends with a mark; it is at most `most` bytes. */
function unpacked(source, most) {
  const out = new Uint8Array(most);
  const lc = source[0] % 9;
  const lp = Math.floor(source[0] / 9) % 5;
  const pb = Math.floor(source[0] / 45);
  // Where the odds of each kind of choice begin.
  const [IS_MATCH, IS_REP, REP0, REP1, REP2, REP0_LONG] = [0, 192, 204, 216, 228, 240];
  const [SLOT, NEAR, ALIGN, LENGTH, REP_LENGTH, LITERAL] = [432, 688, 803, 819, 1333, 1847];
  const odds = new Uint16Array(LITERAL + (0x300 << (lc + lp))).fill(1024);
  // The head: a byte of parameters, four of the window's size, eight of the length, a zero, four of the code.
  let at = 18;
  let code = ((source[14] << 24) | (source[15] << 16) | (source[16] << 8) | source[17]) >>> 0;
  let range = 0xffffffff;

  const more = () => {
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | source[at]) >>> 0;
      at += 1;
    }
  };
  const bit = choice => {
    const bound = (range >>> 11) * odds[choice];
    if (code < bound) {
      range = bound;
      odds[choice] += (2048 - odds[choice]) >> 5;
      more();
      return 0;
    }
    range -= bound;
    code -= bound;
    odds[choice] -= odds[choice] >> 5;
    more();
    return 1;
  };
  const tree = (base, bits) => {
    let node = 1;
    for (let left = bits; left > 0; left -= 1) node = (node << 1) | bit(base + node);
    return node - (1 << bits);
  };
  const backward = (base, bits) => {
    let [node, value] = [1, 0];
    for (let place = 0; place < bits; place += 1) {
      const one = bit(base + node);
      node = (node << 1) | one;
      value |= one << place;
    }
    return value;
  };
  const even = bits => {
    let value = 0;
    for (let left = bits; left > 0; left -= 1) {
      range >>>= 1;
      const one = code >= range ? 1 : 0;
      if (one) code -= range;
      value = value * 2 + one;
      more();
    }
    return value;
  };
  const length = (base, place) => {
    if (!bit(base)) return 2 + tree(base + 2 + place * 8, 3);
    if (!bit(base + 1)) return 10 + tree(base + 130 + place * 8, 3);
    return 18 + tree(base + 258, 8);
  };
  const distance = long => {
    const slot = tree(SLOT + Math.min(long - 2, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + backward(NEAR + base - slot, bits);
    return base + even(bits - 4) * 16 + backward(ALIGN, 4);
  };

  let end = 0;
  let state = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  for (;;) {
    const place = end & ((1 << pb) - 1);
    if (!bit(IS_MATCH + state * 16 + place)) {
      const before = end > 0 ? out[end - 1] : 0;
      const base = LITERAL + 0x300 * (((end & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)));
      let letter = 1;
      if (state >= 7) {
        let like = out[end - rep0 - 1];
        while (letter < 256) {
          const expected = (like >> 7) & 1;
          like <<= 1;
          const one = bit(base + ((1 + expected) << 8) + letter);
          letter = (letter << 1) | one;
          if (one !== expected) break;
        }
      }
      while (letter < 256) letter = (letter << 1) | bit(base + letter);
      out[end] = letter;
      end += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let long;
    if (bit(IS_REP + state)) {
      if (!bit(REP0 + state)) {
        if (!bit(REP0_LONG + state * 16 + place)) {
          state = state < 7 ? 9 : 11;
          out[end] = out[end - rep0 - 1];
          end += 1;
          continue;
        }
      } else {
        let far = rep1;
        if (bit(REP1 + state)) {
          far = rep2;
          if (bit(REP2 + state)) {
            far = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = far;
      }
      long = length(REP_LENGTH, place);
      state = state < 7 ? 8 : 11;
    } else {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      long = length(LENGTH, place);
      state = state < 7 ? 7 : 10;
      rep0 = distance(long);
      if (rep0 === 0xffffffff) return out.subarray(0, end);
    }
    if (rep0 >= end || end + long > most) throw new Error('the page is damaged');
    for (let left = long; left > 0; left -= 1) {
      out[end] = out[end - rep0 - 1];
      end += 1;
    }
  }
}
