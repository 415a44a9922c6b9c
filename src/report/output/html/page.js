(() => {
  'use strict';
  const root = document.documentElement;
  root.classList.add('js');
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const main = document.querySelector('main');
  const overview = document.getElementById('overview');
  const documents = all('details.document');
  // Of many documents one line each is shown first.
  if (documents.length > 1) {
    main.prepend(overview);
    for (const one of documents) one.open = false;
  }
  const status = document.getElementById('at');
  const groups = document.getElementById('group');
  const names = new Map();
  for (const note of all('.note[data-g]')) names.set(note.dataset.g, note.dataset.name);
  for (const [value, name] of [...names].sort((a, b) => a[1].localeCompare(b[1], 'vi'))) {
    groups.append(new Option(name, value));
  }
  const partner = element => {
    const name = element.id.replace(/-([mn])(\d+)$/, (_, kind, number) => `-${kind === 'm' ? 'n' : 'm'}${number}`);
    return document.getElementById(name);
  };
  const isShown = element => element !== null && element.getClientRects().length > 0;
  const marks = () => all('details.document[open] .ref').filter(isShown);
  let current = null;
  const clear = () => {
    for (const one of all('.current')) one.classList.remove('current');
    current = null;
    status.textContent = '';
  };
  const reveal = (panel, note) => {
    const top = note.offsetTop - panel.offsetTop;
    panel.scrollTop = top - (panel.clientHeight - note.offsetHeight) / 3;
  };
  const go = (mark, focus) => {
    if (!mark) return;
    mark.closest('details.document').open = true;
    clear();
    current = mark;
    mark.classList.add('current');
    const note = partner(mark);
    note.classList.add('current');
    mark.scrollIntoView({ block: 'center' });
    reveal(note.parentElement, note);
    if (focus) mark.focus({ preventScroll: true });
    const shown = marks();
    status.textContent = `${shown.indexOf(mark) + 1}/${shown.length}`;
  };
  const step = by => {
    const shown = marks();
    if (shown.length === 0) return;
    let at = shown.indexOf(current);
    if (at < 0) {
      const below = shown.findIndex(mark => mark.getBoundingClientRect().top > 60);
      at = by > 0 ? below - 1 : below;
    }
    go(shown[(at + by + shown.length) % shown.length], true);
  };
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]');
    if (event.target.closest('.close')) return clear();
    if (link) {
      const target = document.getElementById(link.getAttribute('href').slice(1));
      if (!target) return;
      event.preventDefault();
      for (let up = target; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
      if (/-n\d+$/.test(target.id)) go(partner(target), false);
      else if (/-m\d+$/.test(target.id)) go(target, true);
      else target.scrollIntoView();
      return;
    }
    const note = event.target.closest('.notes .note');
    if (note && String(getSelection()) === '') go(partner(note), false);
    const mark = event.target.closest('mark');
    if (mark) {
      let next = mark.nextElementSibling;
      while (next && !next.classList.contains('ref')) next = next.nextElementSibling;
      go(next, false);
    }
  });
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const act = { n: () => step(1), p: () => step(-1), Escape: clear }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.getElementById('next').addEventListener('click', () => step(1));
  document.getElementById('previous').addEventListener('click', () => step(-1));
  document.getElementById('print').addEventListener('click', () => window.print());
  groups.addEventListener('change', () => {
    for (const one of all('.note[data-g]')) {
      const off = groups.value !== '' && one.dataset.g !== groups.value;
      one.classList.toggle('off', off);
      const mark = partner(one);
      if (mark) mark.classList.toggle('off', off);
    }
    clear();
  });
  // The list follows the text as it is read.
  let asked = false;
  addEventListener('scroll', () => {
    if (asked || current) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      const mark = marks().find(one => one.getBoundingClientRect().top > 60);
      const note = mark && partner(mark);
      if (note && !note.parentElement.matches(':hover')) note.parentElement.scrollTop = note.offsetTop - note.parentElement.offsetTop;
    });
  }, { passive: true });
  // Whoever prints many documents without choosing one means all of them.
  addEventListener('beforeprint', () => {
    if (!documents.some(one => one.open)) for (const one of documents) one.open = true;
  });
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let up = target; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
    if (/-[mn]\d+$/.test(target.id)) go(target.classList.contains('ref') ? target : partner(target), false);
    else target.scrollIntoView();
  };
  follow();
  addEventListener('hashchange', follow);
  addEventListener('wheel', () => { if (current && !matchMedia('(max-width:60rem)').matches) current = null; }, { passive: true });
})();
