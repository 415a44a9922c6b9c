// One worker at a time, one job after the other; what the user waits for goes before the rest of a folder.
const PATIENCE = 120_000;
const source = URL.createObjectURL(new Blob([by('worker').textContent], { type: 'text/javascript' }));
let program = null;
let worker = null;
let running = null;
let isOpen = false;
const queue = [];

/** Has the worker do one thing; the answer, or the trouble that it ended with. */
function worked(message, transfer = []) {
  return new Promise(resolve => {
    const late = setTimeout(() => resolve({ trouble: 'slow' }), PATIENCE);
    const end = answer => {
      clearTimeout(late);
      resolve(answer);
    };
    worker.onmessage = ({ data }) => end(data.fault ? { trouble: 'faulty' } : data.result);
    worker.onerror = () => end({ trouble: 'faulty' });
    worker.postMessage(message, transfer);
  });
}

/** Starts a worker, which knows no more than the program; gives what can be chosen. */
async function launch() {
  worker?.terminate();
  worker = new Worker(source);
  const started = await worked({ program, most: Number(by('program').dataset.most) });
  if (started.trouble) throw new Error(started.trouble);
  program = started.bytes;
  return started.choices;
}

/** Starts anew after a fault, with what the office has of its own. */
async function relaunch() {
  await launch();
  if (house.files.length) await worked(...(await house.message()));
}

/** Puts a job into the queue; `kind` is `check`, `show` or `house`, and all but the first go before others. */
function enqueue(message, kind) {
  return new Promise(resolve => {
    queue[kind === 'check' ? 'push' : 'unshift']({ message, kind, resolve });
    turn();
  });
}

/** Forgets the jobs of these kinds that have not begun. */
function forget(...kinds) {
  queue.splice(0, queue.length, ...queue.filter(job => !kinds.includes(job.kind)));
}

async function turn() {
  if (running || queue.length === 0 || !isOpen) return;
  running = queue.shift();
  let ended = { trouble: 'unreadable' };
  try {
    const [message, transfer] = await running.message();
    ended = await worked(message, transfer);
  } catch {
    // The browser could not read the file.
  }
  const { resolve } = running;
  if (ended.trouble === 'slow' || ended.trouble === 'faulty') await relaunch().catch(() => say(words.broken));
  running = null;
  resolve(ended);
  turn();
}

/** Checks `file`, and gives what is `wanted` of it: the name of a form, or `annotate`. */
function ask(file, wanted) {
  return enqueue(async () => {
    const bytes = new Uint8Array(await file.read());
    return [{ request: request(file, wanted), bytes, wanted }, [bytes.buffer]];
  }, wanted ? 'show' : 'check');
}

function request(file, wanted) {
  const now = new Date();
  const two = number => String(number).padStart(2, '0');
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return {
    name: file.name, today, lang: by('lang').value, profile: by('profile').value || null,
    // What nobody has chosen is for the configuration to say.
    stage: chosen.stage ? by('stage').value : null,
    form: wanted && wanted !== 'annotate' ? wanted : '',
    time: `${today}T${two(now.getHours())}:${two(now.getMinutes())}:00Z`,
  };
}
