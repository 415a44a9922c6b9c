// Checks one document after the other. A fault ends this worker's instance; the page starts another worker.
let program = null;

/** Starts the program, given as the text of the page or as bytes, and gives its bytes for another worker. */
async function start(given, most) {
  const bytes = typeof given === 'string' ? unpacked(spelled(given), most) : given;
  program = started(await WebAssembly.compile(bytes));
  return { choices: program.choices(), bytes };
}

/** Takes what the office has of its own; gives what it comes to and what can be chosen then. */
function furnish({ furnish: request, bytes }) {
  const told = program.furnish(request, bytes);
  return { told, choices: program.choices() };
}

function work({ request, bytes, wanted }) {
  const told = program.check(request, bytes);
  if (told.request !== undefined || !wanted) return { told };
  if (wanted === 'annotate') return told.checked ? { told, ...program.annotate(request) } : { told };
  return { told, drawn: program.draw(request) };
}

const doing = data => (data.program ? start(data.program, data.most) : data.furnish ? furnish(data) : work(data));
onmessage = async ({ data }) => {
  try {
    postMessage({ result: await doing(data) });
  } catch (error) {
    postMessage({ fault: String(error) });
  }
};
