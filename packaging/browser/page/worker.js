// Checks one document after the other. A fault ends this worker's instance; the page starts another worker.
let program = null;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
// Crates that could ask a browser for time or chance import functions for it; no check calls them.
const nothing = name => () => { throw new Error('not available: ' + name); };

/** Starts the program, given as the text of the page or as bytes, and gives its bytes for another worker. */
async function start(given, most) {
  const bytes = typeof given === 'string' ? unpacked(spelled(given), most) : given;
  const module = await WebAssembly.compile(bytes);
  const imports = {};
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind === 'function') (imports[from] ??= {})[name] = nothing(name);
  }
  program = (await WebAssembly.instantiate(module, imports)).exports;
  return { choices: JSON.parse(text(program.choices())), bytes };
}

function put(room, bytes) {
  // Making room may move the memory, so it is looked at afterwards.
  const place = room(bytes.length);
  new Uint8Array(program.memory.buffer, place, bytes.length).set(bytes);
}

function answer(length) {
  const place = program.answer();
  return new Uint8Array(program.memory.buffer, place, length).slice();
}

const text = length => decoder.decode(answer(length));

/** Takes what the office has of its own; gives what it comes to and what can be chosen then. */
function furnish({ furnish: request, bytes }) {
  put(program.request, encoder.encode(JSON.stringify(request)));
  put(program.document, bytes);
  const told = JSON.parse(text(program.furnish()));
  return { told, choices: JSON.parse(text(program.choices())) };
}

function work({ request, bytes, wanted }) {
  put(program.request, encoder.encode(JSON.stringify(request)));
  put(program.document, bytes);
  const told = JSON.parse(text(program.check()));
  const result = { told };
  if (told.request === undefined) {
    if (wanted === 'annotate' && told.checked) {
      const copy = answer(program.annotate());
      if (copy[0] === 0) result.copy = copy.slice(1);
      else result.refused = decoder.decode(copy.subarray(1));
    } else if (wanted && wanted !== 'annotate') {
      const drawn = answer(program.draw());
      // A form is text, or a package that begins as every zip does.
      result.drawn = drawn[0] === 0x50 && drawn[1] === 0x4b ? drawn : decoder.decode(drawn);
    }
  }
  return result;
}

const doing = data => (data.program ? start(data.program, data.most) : data.furnish ? furnish(data) : work(data));
onmessage = async ({ data }) => {
  try {
    postMessage({ result: await doing(data) });
  } catch (error) {
    postMessage({ fault: String(error) });
  }
};
