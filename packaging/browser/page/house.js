// What the office has of its own: a configuration, rules, outlines, a registry. It is used until the page is closed.
const HOUSE = /\.(toml|zip|json)$/i;
const house = {
  files: [],

  /** What the worker is told: names and sizes, and the contents one after the other. */
  async message() {
    const contents = await Promise.all(house.files.map(async one => new Uint8Array(await one.file.arrayBuffer())));
    const bytes = new Uint8Array(contents.reduce((sum, content) => sum + content.length, 0));
    let at = 0;
    for (const content of contents) {
      bytes.set(content, at);
      at += content.length;
    }
    const named = house.files.map(({ name, beside }, at) => ({ path: name, length: contents[at].length, beside }));
    return [{ furnish: { house: named, lang: by('lang').value }, bytes }, [bytes.buffer]];
  },

  /** Takes further files; one that was given before is given anew. */
  add(given) {
    const isNew = one => given.every(other => other.name !== one.name);
    house.files = [...house.files.filter(isNew), ...given];
    return house.furnish();
  },

  async furnish() {
    const { told, choices: offered, trouble } = await enqueue(house.message, 'house');
    if (trouble) house.files = [];
    else offer(offered);
    if (told?.stage && !chosen.stage) by('stage').value = told.stage;
    house.show(told ?? { configs: [], faults: [{ path: '', line: 0, message: words.houseFaulty }], unused: [] });
    again();
  },

  show(told) {
    by('house').open = true;
    by('house-clear').disabled = house.files.length === 0;
    const counts = told.faults.length ? [] : words.houseCounts(told.rules, told.profiles, told.instruments).filter(Boolean);
    const used = [...told.configs, ...counts];
    const isUsed = !told.faults.length && used.length > 0;
    by('house-said').textContent = told.faults.length ? words.houseWrong : isUsed ? `${words.houseUsed}: ${used.join(', ')}.` : words.houseNone;
    const faults = told.faults.map(({ path, line, message }) => (path ? `${path}, ${words.line(line)}: ${message}` : message));
    const unused = told.unused.map(one => `${words.houseUnused}: ${one}`);
    by('house-faults').replaceChildren(...[...faults, ...unused].map(text => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }));
    by('house-faults').hidden = faults.length + unused.length === 0;
    by('house').classList.toggle('used', isUsed);
    by('house').classList.toggle('wrong', faults.length > 0);
  },

  clear() {
    house.files = [];
    house.furnish();
  },
};
