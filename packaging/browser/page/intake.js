// What comes in: chosen, dropped or pasted, files and folders.
const DOCUMENT = /\.(docx|docm|odt|doc|pdf|txt|md|markdown|rtf)$/i;
const MOST = 5_000;
let skipped = 0;
let cut = false;
let pasted = 0;

const last = name => name.split('/').pop();
const named = list => [...list].map(file => ({ name: file.webkitRelativePath || file.name, file }));

async function take(given) {
  const some = given.slice(0, MOST).filter(({ name }) => !/^(~\$|\.)/.test(last(name)));
  cut ||= given.length > MOST;
  const documents = some.filter(({ name }) => DOCUMENT.test(name));
  const own = some.filter(({ name }) => HOUSE.test(name));
  skipped += some.length - documents.length - own.length;
  for (const { name, file } of documents) {
    const one = { name, read: () => file.arrayBuffer(), told: null, trouble: null };
    files.push(one);
    row(one);
  }
  // In a folder of documents only what a configuration names is meant.
  const isBeside = name => documents.length > 0 && name.includes('/');
  if (own.length && (documents.length === 0 || own.some(({ name }) => !isBeside(name) || last(name) === 'rasoat.toml'))) {
    await house.add(own.map(({ name, file }) => ({ name, file, beside: isBeside(name) })));
  } else if (documents.length) checkAll();
  else if (skipped || cut) say(left().trim());
}

/** What was left out, in words. */
const left = () => (skipped ? words.skipped(skipped) : '') + (cut ? words.tooMany(MOST) : '');

/** The files below what was dropped; folders are walked. */
async function below(entry, path) {
  if (entry.isFile) return [{ name: path + entry.name, file: await new Promise((yes, no) => entry.file(yes, no)) }];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (some.length === 0) break;
    for (const one of some) {
      if (!one.name.startsWith('.')) found.push(...(await below(one, `${path}${entry.name}/`).catch(() => [])));
    }
  }
  return found;
}

const drop = by('drop');
addEventListener('dragover', event => {
  event.preventDefault();
  drop.classList.add('over');
});
addEventListener('dragleave', () => drop.classList.remove('over'));
addEventListener('drop', async event => {
  event.preventDefault();
  drop.classList.remove('over');
  const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
  const loose = named(event.dataTransfer.files);
  if (entries.length === 0) return take(loose);
  const found = [];
  for (const entry of entries) found.push(...(await below(entry, '').catch(() => [])));
  take(found);
});
for (const name of ['files', 'folder', 'house-files', 'house-folder']) {
  by(name).addEventListener('click', () => by(`${name}-input`).click());
  by(`${name}-input`).addEventListener('change', event => {
    take(named(event.target.files));
    event.target.value = '';
  });
}
by('house-clear').addEventListener('click', house.clear);
by('paste-open').addEventListener('click', () => {
  by('paste').hidden = !by('paste').hidden;
  by('paste-open').setAttribute('aria-expanded', String(!by('paste').hidden));
  if (!by('paste').hidden) by('paste-text').focus();
});

function takeText(text) {
  if (text.trim() === '') return;
  pasted += 1;
  const name = `${words.pasted} ${pasted}.txt`;
  shown = null;
  take([{ name, file: new File([text], name) }]);
}
by('paste-check').addEventListener('click', () => takeText(by('paste-text').value));
addEventListener('paste', event => {
  if (/^(TEXTAREA|INPUT|SELECT)$/.test(event.target.tagName)) return;
  if (event.clipboardData.files.length) take(named(event.clipboardData.files));
  else takeText(event.clipboardData.getData('text/plain'));
});
