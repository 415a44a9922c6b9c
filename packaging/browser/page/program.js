// The checker behind its C interface: requests and bytes go in, answers come out. The page's worker and the package
// for npm both stand on it.
const encoder = new TextEncoder();
const decoder = new TextDecoder();
// Crates that could ask a browser for time or chance import functions for it; no check calls them.
const nothing = name => () => { throw new Error('not available: ' + name); };

/** Starts the program that `module` holds. A fault ends an instance: after one that throws, start another. */
function started(module) {
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind === 'function') (imports[from] ??= {})[name] = nothing(name);
  }
  const program = new WebAssembly.Instance(module, imports).exports;

  const put = (room, bytes) => {
    // Making room may move the memory, so it is looked at afterwards.
    const place = room(bytes.length);
    new Uint8Array(program.memory.buffer, place, bytes.length).set(bytes);
  };
  const ask = request => put(program.request, encoder.encode(JSON.stringify(request)));
  const answer = length => {
    const place = program.answer();
    return new Uint8Array(program.memory.buffer, place, length).slice();
  };
  const json = length => JSON.parse(decoder.decode(answer(length)));

  return {
    /** The version and the outlines that can be chosen. */
    choices: () => json(program.choices()),

    /** Takes what the office has of its own, `bytes` one file after the other; what it comes to. */
    furnish(request, bytes) {
      ask(request);
      put(program.document, bytes);
      return json(program.furnish());
    },

    /** Checks a document; how it ended. */
    check(request, bytes) {
      ask(request);
      put(program.document, bytes);
      return json(program.check());
    },

    /** The document that was checked last in the form that `request` names: text, or the bytes of a package. */
    draw(request) {
      ask(request);
      const drawn = answer(program.draw());
      return drawn[0] === 0x50 && drawn[1] === 0x4b ? drawn : decoder.decode(drawn);
    },

    /** The document that was checked last with remarks and tracked changes: `copy`, or why there is none, `refused`. */
    annotate(request) {
      ask(request);
      const copy = answer(program.annotate());
      return copy[0] === 0 ? { copy: copy.slice(1) } : { refused: decoder.decode(copy.subarray(1)) };
    },
  };
}
