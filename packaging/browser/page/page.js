// The start, and what the page says.
let choices = { version: '', profiles: [] };

function say(text) {
  by('status').textContent = text;
}

function speak() {
  const lang = by('lang').value;
  words = WORDS[lang];
  document.documentElement.lang = lang;
  document.title = `rasoat – ${words.title}`;
  by('sheet').title = words.sheet;
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = words[element.dataset.say];
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', words[element.dataset.label]);
  for (const option of by('profile').options) {
    const found = choices.profiles.find(profile => profile.name === option.value);
    if (found) option.textContent = found[lang];
  }
  by('version').textContent = choices.version;
}

/** Puts the outlines there are into their list. */
function offer(offered) {
  choices = offered;
  const before = by('profile').value;
  const lang = by('lang').value;
  by('profile').replaceChildren(by('profile').options[0], ...choices.profiles.map(one => new Option(one[lang], one.name)));
  by('profile').value = choices.profiles.some(one => one.name === before) ? before : '';
}

by('stage').addEventListener('change', () => {
  chosen.stage = true;
  again();
});
by('profile').addEventListener('change', again);
by('lang').addEventListener('change', () => {
  speak();
  if (house.files.length) house.furnish();
  else {
    say(words.ready);
    again();
  }
});

speak();
say(words.loading);
(async () => {
  try {
    program = by('program').textContent;
    by('program').textContent = '';
    offer(await launch());
  } catch {
    return say(words.broken);
  }
  speak();
  isOpen = true;
  document.documentElement.dataset.ready = 'yes';
  say(words.ready);
  if (files.length) checkAll();
  turn();
})();
