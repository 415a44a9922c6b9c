// The list of documents at the left and the sheet of the one that is shown.
const files = [];
let shown = null;
let run = 0;

function row(file) {
  const item = document.createElement('li');
  file.button = document.createElement('button');
  file.button.type = 'button';
  file.button.addEventListener('click', () => show(file));
  item.append(file.button);
  by('list').append(item);
  draw(file);
}

function draw(file) {
  const { told, trouble } = file;
  const counts = document.createElement('span');
  counts.className = 'counts';
  let weight = '';
  if (trouble) counts.textContent = words[trouble];
  else if (told && told.checked) {
    const { error, warning, info } = told.checked;
    counts.textContent = words.counts(error, warning, info);
    weight = error ? 'error' : warning ? 'warning' : info ? 'info' : 'good';
  } else if (told && told.unreadable) counts.textContent = `${words.unreadable}: ${told.unreadable.message}`;
  else counts.textContent = words.waiting;
  if (trouble || (told && told.unreadable)) weight = 'error';
  file.button.className = weight;
  file.button.replaceChildren(file.name, counts);
  file.button.setAttribute('aria-current', String(file === shown));
  // One stop of the Tab key for the whole list; arrows move within.
  file.button.tabIndex = file === (shown ?? files[0]) ? 0 : -1;
}

by('list').addEventListener('keydown', event => {
  const at = files.findIndex(file => file.button === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: files.length - 1 }[event.key];
  if (to === undefined || !files[to]) return;
  event.preventDefault();
  files[to].button.focus();
});

/** Shows the results, which need the room of what asks for documents. */
function started(has) {
  by('results').hidden = !has;
  document.body.classList.toggle('started', has);
}

async function checkAll() {
  const mine = ++run;
  const bar = by('progress');
  forget('check');
  started(files.length > 0);
  const rest = files.filter(file => !file.told && !file.trouble);
  bar.max = files.length;
  bar.hidden = rest.length < 2;
  for (const file of rest) {
    bar.value = files.length - rest.length + rest.indexOf(file);
    say(words.progress(bar.value + 1, files.length));
    const ended = await ask(file, null);
    if (mine !== run) return;
    Object.assign(file, { told: ended.told, trouble: ended.trouble });
    draw(file);
    if (!shown) await show(file);
    if (mine !== run) return;
  }
  bar.hidden = true;
  sumUp();
}

function sumUp() {
  const checked = files.filter(file => file.told && file.told.checked);
  const sum = name => checked.reduce((all, file) => all + file.told.checked[name], 0);
  const lost = files.length - checked.length;
  say(words.done(checked.length, sum('error'), sum('warning'), sum('info')) + (lost ? words.unread(lost) : '') + left());
}

/** Judges everything anew. */
function again() {
  for (const file of files) {
    Object.assign(file, { told: null, trouble: null });
    draw(file);
  }
  const before = shown;
  shown = null;
  forget('check', 'show');
  if (before) show(before);
  if (files.length) checkAll();
}

async function show(file) {
  const before = shown;
  shown = file;
  for (const other of [before, files[0], file]) if (other) draw(other);
  by('view').hidden = false;
  by('view-name').textContent = file.name;
  const { drawn, told, trouble } = await ask(file, 'html');
  if (shown !== file) return;
  if (told || trouble) Object.assign(file, { told, trouble });
  draw(file);
  by('sheet').hidden = !drawn;
  by('sheet').srcdoc = drawn || '';
  by('save-marked').disabled = !(told && told.checked && told.checked.canAnnotate);
  for (const name of ['save-html', 'save-sheet', 'save-json']) by(name).disabled = !drawn;
}

by('clear').addEventListener('click', () => {
  run += 1;
  forget('check', 'show');
  files.splice(0, files.length);
  by('list').replaceChildren();
  [shown, skipped, cut] = [null, 0, false];
  by('sheet').srcdoc = '';
  by('view').hidden = true;
  started(false);
  by('progress').hidden = true;
  say(words.ready);
  by('files').focus();
});

// What is saved.
const TYPES = {
  html: 'text/html', json: 'application/json', odt: 'application/vnd.oasis.opendocument.text',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', docm: 'application/vnd.ms-word.document.macroEnabled.12',
};

function save(content, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: TYPES[name.split('.').pop()] }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say(words.saved(name));
}

const stem = file => last(file.name).replace(/\.[^.]+$/, '');
const ending = file => /\.([^.]+)$/.exec(file.name)?.[1].toLowerCase() ?? 'docx';
for (const [id, form, name] of [
  ['save-html', 'html', file => `${stem(file)}.ra-soat.html`],
  ['save-sheet', 'sheet-docx', file => `${stem(file)}.phieu-ra-soat.docx`],
  ['save-json', 'json', file => `${stem(file)}.ra-soat.json`],
]) {
  by(id).addEventListener('click', async () => {
    const file = shown;
    const { drawn, trouble } = await ask(file, form);
    if (drawn) save(drawn, name(file));
    else say(words[trouble ?? 'faulty']);
  });
}
by('save-marked').addEventListener('click', async () => {
  const file = shown;
  const { copy, refused, trouble } = await ask(file, 'annotate');
  if (copy) save(copy, `${stem(file)}.ra-soat.${ending(file)}`);
  else say(refused || words[trouble ?? 'faulty']);
});
