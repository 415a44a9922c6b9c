(() => {
  'use strict';
  const WORDS = {
    vi: {
      promise: 'Văn bản không rời khỏi máy này: trang không kết nối đến đâu, không lưu lại gì.',
      choose: 'Chọn văn bản', drop: 'Kéo tệp hoặc thư mục thả vào đây (.docx, .odt, .doc, .pdf, .txt, .md), hoặc:',
      files: 'Chọn tệp…', folder: 'Chọn thư mục…', paste: 'Dán văn bản…', pasteLabel: 'Dán nội dung văn bản vào đây', check: 'Kiểm tra',
      stage: 'Giai đoạn', draft: 'Dự thảo', final: 'Bản trình ký', issued: 'Bản ban hành', profile: 'Đề cương', auto: 'Tự chọn', lang: 'Ngôn ngữ',
      loading: 'Đang mở chương trình…', ready: 'Sẵn sàng.', results: 'Kết quả',
      saveDocx: 'Lưu bản Word có nhận xét', saveHtml: 'Lưu phiếu', saveJson: 'Lưu JSON', about: 'rasoat, phiên bản',
      waiting: 'đang chờ', unreadable: 'không đọc được', faulty: 'chương trình dừng vì lỗi bên trong ở tệp này; các tệp khác vẫn kiểm tra được',
      slow: 'quá lâu, đã bỏ qua', counts: (e, w, i) => `${e} lỗi, ${w} cảnh báo, ${i} gợi ý`, progress: (n, all) => `Đang kiểm tra ${n}/${all}…`,
      done: (n, e, w, i) => `Đã kiểm tra ${n} tệp: ${e} lỗi, ${w} cảnh báo, ${i} gợi ý.`, skipped: n => ` Bỏ qua ${n} tệp không phải văn bản.`,
      pasted: 'Văn bản dán', sheet: 'Phiếu rà soát', broken: 'Trình duyệt này không chạy được chương trình. Cần Chrome, Edge, Cốc Cốc từ bản 109 hoặc Firefox từ bản 113.',
    },
    en: {
      promise: 'No document leaves this machine: the page connects to nothing and keeps nothing.',
      choose: 'Choose documents', drop: 'Drop files or a folder here (.docx, .odt, .doc, .pdf, .txt, .md), or:',
      files: 'Choose files…', folder: 'Choose a folder…', paste: 'Paste text…', pasteLabel: 'Paste the text of the document here', check: 'Check',
      stage: 'Stage', draft: 'Draft', final: 'To be signed', issued: 'Issued', profile: 'Outline', auto: 'By itself', lang: 'Language',
      loading: 'Opening the program…', ready: 'Ready.', results: 'Results',
      saveDocx: 'Save Word copy with remarks', saveHtml: 'Save sheet', saveJson: 'Save JSON', about: 'rasoat, version',
      waiting: 'waiting', unreadable: 'cannot be read', faulty: 'the program stopped with an internal fault at this file; other files can be checked',
      slow: 'took too long and was left out', counts: (e, w, i) => `${e} errors, ${w} warnings, ${i} info`, progress: (n, all) => `Checking ${n}/${all}…`,
      done: (n, e, w, i) => `Checked ${n} files: ${e} errors, ${w} warnings, ${i} info.`, skipped: n => ` Left out ${n} files that are no documents.`,
      pasted: 'Pasted text', sheet: 'Review sheet', broken: 'This browser cannot run the program. It needs Chrome or Edge 109 or Firefox 113.',
    },
  };
  const DOCUMENT = /\.(docx|docm|odt|doc|pdf|txt|md|markdown|rtf)$/i;
  const PATIENCE = 120_000;
  const MOST = 5_000;
  const by = id => document.getElementById(id);
  let words = WORDS.vi;

  const files = [];
  let skipped = 0;
  let shown = null;

  // One worker at a time; what the user waits for goes before the rest of a folder.
  let program = null;
  let worker = null;
  let running = null;
  const queue = [];

  const source = URL.createObjectURL(new Blob([by('worker').textContent], { type: 'text/javascript' }));

  function launch() {
    return new Promise((resolve, reject) => {
      worker = new Worker(source);
      worker.onmessage = ({ data }) => {
        if (data.fault) return reject(new Error(data.fault));
        program = data.result.bytes;
        resolve(data.result.choices);
      };
      worker.onerror = event => reject(new Error(event.message));
      worker.postMessage({ program, most: Number(by('program').dataset.most) });
    });
  }

  function ask(file, wanted, urgent) {
    return new Promise(resolve => {
      queue[urgent ? 'unshift' : 'push']({ file, wanted, resolve });
      turn();
    });
  }

  async function turn() {
    if (running || queue.length === 0) return;
    const job = queue.shift();
    running = job;
    let ended = null;
    try {
      const bytes = new Uint8Array(await job.file.read());
      ended = await new Promise(resolve => {
        const late = setTimeout(() => resolve({ trouble: 'slow' }), PATIENCE);
        worker.onmessage = ({ data }) => {
          clearTimeout(late);
          resolve(data.fault ? { trouble: 'faulty' } : data.result);
        };
        worker.onerror = () => resolve({ trouble: 'faulty' });
        worker.postMessage({ request: request(job.file, job.wanted), bytes, wanted: job.wanted }, [bytes.buffer]);
      });
    } catch {
      ended = { trouble: 'unreadable' };
    }
    if (ended.trouble === 'slow' || ended.trouble === 'faulty') {
      worker.terminate();
      await launch();
    }
    running = null;
    job.resolve(ended);
    turn();
  }

  function request(file, wanted) {
    const now = new Date();
    const two = number => String(number).padStart(2, '0');
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    return {
      name: file.name, today, stage: by('stage').value, profile: by('profile').value || null, lang: by('lang').value,
      form: wanted && wanted !== 'annotate' ? wanted : '',
      time: `${today}T${two(now.getHours())}:${two(now.getMinutes())}:00Z`,
    };
  }

  // The list.
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
  }

  let run = 0;
  async function checkAll() {
    const mine = ++run;
    const bar = by('progress');
    queue.splice(0, queue.length);
    by('results').hidden = files.length === 0;
    const left = files.filter(file => !file.told && !file.trouble);
    bar.max = files.length;
    bar.hidden = left.length < 2;
    for (const file of left) {
      bar.value = files.length - left.length + left.indexOf(file);
      say(words.progress(bar.value + 1, files.length));
      const ended = await ask(file, null, false);
      if (mine !== run) return;
      Object.assign(file, { told: ended.told, trouble: ended.trouble });
      draw(file);
      if (!shown) await show(file);
    }
    bar.hidden = true;
    const sum = name => files.reduce((all, file) => all + (file.told && file.told.checked ? file.told.checked[name] : 0), 0);
    const checked = files.filter(file => file.told && file.told.checked).length;
    say(words.done(checked, sum('error'), sum('warning'), sum('info')) + (skipped ? words.skipped(skipped) : ''));
  }

  function again() {
    for (const file of files) {
      Object.assign(file, { told: null, trouble: null });
      draw(file);
    }
    const before = shown;
    shown = null;
    if (before) show(before);
    if (files.length) checkAll();
  }

  async function show(file) {
    shown = file;
    for (const other of files) draw(other);
    by('view').hidden = false;
    by('view-name').textContent = file.name;
    const { drawn, told, trouble } = await ask(file, 'html', true);
    if (shown !== file) return;
    if (told || trouble) Object.assign(file, { told, trouble });
    draw(file);
    by('sheet').hidden = !drawn;
    by('sheet').srcdoc = drawn || '';
    by('save-docx').disabled = !(told && told.checked && told.checked.canAnnotate);
    for (const name of ['save-html', 'save-json']) by(name).disabled = !drawn;
  }

  function save(content, type, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  const stem = file => file.name.split('/').pop().replace(/\.[^.]+$/, '') + '.ra-soat';
  by('save-html').addEventListener('click', async () => {
    const file = shown;
    const { drawn } = await ask(file, 'html', true);
    if (drawn) save(drawn, 'text/html', `${stem(file)}.html`);
  });
  by('save-json').addEventListener('click', async () => {
    const file = shown;
    const { drawn } = await ask(file, 'json', true);
    if (drawn) save(drawn, 'application/json', `${stem(file)}.json`);
  });
  by('save-docx').addEventListener('click', async () => {
    const file = shown;
    const { copy, refused } = await ask(file, 'annotate', true);
    if (copy) save(copy, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', `${stem(file)}.docx`);
    else say(refused || words.faulty);
  });

  // What comes in.
  async function take(given) {
    let isNew = false;
    for (const { name, file } of given.slice(0, MOST)) {
      const last = name.split('/').pop();
      if (/^~\$/.test(last)) continue;
      if (DOCUMENT.test(last)) {
        const one = { name, read: () => file.arrayBuffer(), told: null, trouble: null };
        files.push(one);
        row(one);
        isNew = true;
      } else skipped += 1;
    }
    if (isNew) checkAll();
    else if (skipped) say(words.skipped(skipped).trim());
  }

  const named = list => [...list].map(file => ({ name: file.webkitRelativePath || file.name, file }));

  /** The files below what was dropped; folders are walked. */
  async function below(entry, path) {
    if (entry.isFile) return [{ name: path + entry.name, file: await new Promise((yes, no) => entry.file(yes, no)) }];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((yes, no) => reader.readEntries(yes, no));
      if (some.length === 0) break;
      for (const one of some) if (!one.name.startsWith('.')) found.push(...(await below(one, `${path}${entry.name}/`)));
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
    for (const entry of entries) found.push(...(await below(entry, '')));
    take(found);
  });
  for (const name of ['files', 'folder']) {
    by(name).addEventListener('click', () => by(`${name}-input`).click());
    by(`${name}-input`).addEventListener('change', event => {
      take(named(event.target.files));
      event.target.value = '';
    });
  }
  by('paste-open').addEventListener('click', () => {
    by('paste').hidden = !by('paste').hidden;
    by('paste-open').setAttribute('aria-expanded', String(!by('paste').hidden));
    if (!by('paste').hidden) by('paste-text').focus();
  });
  let pasted = 0;
  const takeText = text => {
    if (text.trim() === '') return;
    pasted += 1;
    const name = `${words.pasted} ${pasted}.txt`;
    shown = null;
    take([{ name, file: new File([text], name) }]);
  };
  by('paste-check').addEventListener('click', () => takeText(by('paste-text').value));
  addEventListener('paste', event => {
    if (/^(TEXTAREA|INPUT|SELECT)$/.test(event.target.tagName)) return;
    if (event.clipboardData.files.length) take(named(event.clipboardData.files));
    else takeText(event.clipboardData.getData('text/plain'));
  });
  for (const name of ['stage', 'profile']) by(name).addEventListener('change', again);
  by('lang').addEventListener('change', () => {
    speak();
    again();
  });

  // Words.
  let choices = { version: '', profiles: [] };
  function say(text) {
    by('status').textContent = text;
  }
  function speak() {
    const lang = by('lang').value;
    words = WORDS[lang];
    document.documentElement.lang = lang;
    by('sheet').title = words.sheet;
    for (const element of document.querySelectorAll('[data-say]')) {
      if (element.id !== 'status') element.textContent = words[element.dataset.say];
    }
    for (const option of by('profile').options) {
      const found = choices.profiles.find(profile => profile.name === option.value);
      if (found) option.textContent = found[lang];
    }
    by('version').textContent = choices.version;
  }

  speak();
  say(words.loading);
  (async () => {
    try {
      program = by('program').textContent;
      by('program').textContent = '';
      choices = await launch();
    } catch {
      return say(words.broken);
    }
    for (const profile of choices.profiles) by('profile').append(new Option(profile.vi, profile.name));
    speak();
    document.documentElement.dataset.ready = 'yes';
    say(words.ready);
    if (files.length) checkAll();
  })();
})();
