'use strict';
// The program stands in the page as text that UTF-8 leaves whole: seven bits a letter. Letters that HTML would
// change, or that would end the script, are moved above the others.
const MOVED = [0, 10, 13, 38, 60, 127];
const BASE = 256;

/** The bytes behind `text`: unpacked from the letters, and then from gzip. */
async function unpacked(text) {
  const packed = new Uint8Array(Math.floor((text.length * 7) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let letter = 0; letter < text.length; letter += 1) {
    const code = text.charCodeAt(letter);
    held = (held << 7) | (code < BASE ? code : MOVED[code - BASE]);
    bits += 7;
    if (bits >= 8) {
      bits -= 8;
      packed[at] = held >> bits;
      at += 1;
      held &= (1 << bits) - 1;
    }
  }
  const stream = new Blob([packed.subarray(0, at)]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
