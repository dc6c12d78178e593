'use strict';
/* The board's own script: forms without leaving the page, cards that are dragged, dialogs.
   Everything that changes comes over /live and is laid over the page by htmx; nothing is decided here. */
(() => {
  const $ = (id) => document.getElementById(id);
  const said = $('said');
  let moved = null; // the task that was moved just now, and when: focus goes along with its card
  let inTheAir = null; // a promise as long as a card is dragged
  let landed = () => {};

  const tell = (text, refused = false, of = '') => {
    said.textContent = '';
    said.dataset.of = of;
    said.classList.toggle('refused', refused);
    // A text that is the same as before is announced again.
    setTimeout(() => { said.textContent = text; }, 30);
  };

  const once = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('');

  async function post(url, data) {
    data.set('once', once());
    try {
      const answer = await fetch(url, {
        method: 'POST', body: data, headers: {Accept: 'text/plain'}, credentials: 'same-origin',
      });
      tell(await answer.text(), !answer.ok, url);
      return answer.ok;
    } catch {
      tell(said.dataset.lost, true);
      return false;
    }
  }

  /* The answer and the new state come in either order: whichever is last brings the focus along. */
  function follow() {
    if (!moved || document.querySelector('dialog:modal')) return;
    const at = document.activeElement;
    const lost = !at || at === document.body || Boolean(at.closest('dialog:not([open])'));
    const card = document.querySelector(`.card[data-task="${CSS.escape(moved[0])}"] .name`);
    if (lost && card) card.focus();
    if (lost || performance.now() - moved[1] > 3000) moved = null;
  }

  /* The fields of a row of the table of tasks; the boxes of the days are one field. */
  const rowFields = (form) => form.querySelectorAll('.field select, .field input[type=text], .field.days');
  const boxes = (field) => [...field.querySelectorAll('input')];
  const valueOf = (field) => (field.value !== undefined
    ? field.value : boxes(field).filter((box) => box.checked).map((box) => box.value).join(';'));
  function fillIn(field, value) {
    if (field.value !== undefined) field.value = value;
    else for (const box of boxes(field)) box.checked = value.split(';').includes(box.value);
  }

  /* What a form sends; of a row of the table of tasks only what was changed. */
  function filled(form) {
    const data = new URLSearchParams(new FormData(form));
    if (!form.hasAttribute('data-row')) return data;
    const changed = form.elements.kind.value === 'change';
    for (const field of rowFields(form)) {
      const name = field.dataset.name ?? field.name, before = field.dataset.before ?? '', value = valueOf(field);
      if (name === 'task_id') continue;
      if (value === before) data.delete(name);
      else data.set(name, changed && !value ? said.dataset.blank : value);
    }
    return data;
  }

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.hasAttribute('data-do')) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = 'yes';
    const data = filled(form);
    if (form.getAttribute('action') === '/do/move') moved = [data.get('task_id'), performance.now()];
    const done = await post(form.getAttribute('action'), data);
    delete form.dataset.busy;
    const problem = form.querySelector('.problem');
    if (problem) problem.textContent = done ? '' : await new Promise((ok) => setTimeout(() => ok(said.textContent), 60));
    if (!done) { moved = null; return; }
    if (form.dataset.then === 'close') {
      form.closest('dialog').close();
      follow();
    }
    if (form.dataset.then === 'reset') form.reset();
  });

  /* Sliders and selects that count at once. */
  let waiting = 0;
  document.addEventListener('input', (event) => {
    const field = event.target;
    if (field.type !== 'range') return;
    const shown = $(field.getAttribute('aria-describedby')).querySelector('b');
    const value = Math.round(field.value * field.dataset.times * 100) / 100;
    shown.textContent = document.documentElement.lang === 'nl' ? String(value).replace('.', ',') : value;
  });
  document.addEventListener('change', (event) => {
    const field = event.target;
    if (field.type !== 'range' && !field.hasAttribute('data-now')) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => field.form.requestSubmit(), 250);
  });

  /* Dialogs. */
  function open(dialog) {
    if (dialog.open) return;
    if (dialog.classList.contains('panel')) dialog.show(); else dialog.showModal();
  }
  document.addEventListener('keydown', (event) => {
    const panel = document.querySelector('dialog.panel[open]');
    if (event.key === 'Escape' && panel && !document.querySelector('dialog:modal')) {
      panel.close();
      document.querySelector(`[data-open="${panel.id}"]`)?.focus();
    }
  });

  function openMove(card) {
    const dialog = $('move'), target = $('move-target');
    $('move-about').textContent = card.dataset.title;
    for (const field of dialog.querySelectorAll('[name=task_id]')) field.value = card.dataset.task;
    dialog.querySelector('[name=source]').value = card.dataset.job;
    const choices = [['new', target.dataset.new]];
    for (const lane of document.querySelectorAll('.lane:not([data-locked])')) {
      if (lane.dataset.job !== card.dataset.job) choices.push([lane.dataset.job, lane.dataset.label]);
    }
    if (card.dataset.job) choices.push(['', target.dataset.left]);
    target.replaceChildren(...choices.map(([value, label]) => new Option(label, value)));
    open(dialog);
    target.focus();
  }

  function openEdit(button) {
    const dialog = $('edit'), form = dialog.querySelector('[data-row]'), id = button.dataset.edit;
    const cells = id ? JSON.parse(button.dataset.cells) : {};
    form.reset();
    form.elements.kind.value = id ? 'change' : 'add';
    $('edit-problem').textContent = '';
    $('edit-title').textContent = id ? `${dialog.dataset.change}: ${id}` : dialog.dataset.add;
    for (const field of rowFields(form)) {
      const name = field.dataset.name ?? field.name;
      field.dataset.before = cells[name] ?? '';
      if (id && name in cells) fillIn(field, cells[name]);
    }
    form.elements.task_id.value = id;
    for (const only of [$('edit-code'), $('edit-supplier')]) {
      if (!only) continue;
      only.hidden = Boolean(id);
      only.querySelector('input, select').required = !id;
    }
    $('edit-drop').hidden = !id;
    $('edit-drop').elements.task_id.value = id;
    open(dialog);
    form.querySelector('.field:not([hidden]) :is(input, select)').focus();
  }

  function ask(button) {
    $('answer-title').textContent = button.dataset.heading;
    $('answer-body').textContent = said.dataset.wait;
    open($('answer'));
    htmx.ajax('GET', button.dataset.get, {target: '#answer-body', swap: 'innerHTML'});
  }

  let dragged = 0;
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button, .gap');
    if (!button) return;
    if (button.classList.contains('gap')) {
      $('ask')?.click();
      return;
    }
    if (button.hasAttribute('data-close')) button.closest('dialog').close();
    else if (button.dataset.open) {
      button.closest('dialog')?.close();
      open($(button.dataset.open));
    } else if (button.hasAttribute('data-move')) {
      if (performance.now() - dragged > 200) openMove(button.closest('.card'));
    } else if (button.hasAttribute('data-edit')) openEdit(button);
    else if (button.dataset.get) ask(button);
    else if (button.hasAttribute('data-print')) {
      button.closest('dialog').close();
      window.print();
    }
  });

  /* Dragging. A card stays where it was dropped until the new state comes, or goes back. */
  const locked = (list) => Boolean(list.closest('[data-locked]'));
  function dragging() {
    if (!window.Sortable) return;
    for (const list of document.querySelectorAll('[data-drop]')) {
      if (Sortable.get(list)) continue;
      new Sortable(list, {
        group: {name: 'cards', put: (to) => !locked(to.el), pull: (to, from) => !locked(from.el)},
        draggable: '.card', filter: '.ask', preventOnFilter: false, sort: false,
        delay: 150, delayOnTouchOnly: true, forceFallback: true, fallbackOnBody: true, fallbackTolerance: 6,
        ghostClass: 'ghost', fallbackClass: 'flying', animation: 0, scrollSensitivity: 90, scrollSpeed: 18,
        onStart: () => {
          inTheAir = new Promise((done) => { landed = done; });
          document.body.classList.add('dragging');
        },
        onEnd: drop,
      });
    }
  }
  /* Anywhere on a lane is in that lane, anywhere on the left is left over. */
  function place(event) {
    const at = event?.changedTouches?.[0] ?? event;
    const zone = at && document.elementFromPoint(at.clientX, at.clientY)?.closest('[data-drop], .lane, #left');
    if (!zone || locked(zone)) return null;
    return zone.dataset.drop ?? zone.dataset.job ?? '';
  }
  async function drop({item, from, to, oldIndex, originalEvent}) {
    document.body.classList.remove('dragging');
    dragged = performance.now();
    const back = () => from.insertBefore(item, from.children[oldIndex] ?? null);
    const source = from.dataset.drop;
    const target = from === to ? place(originalEvent) : to.dataset.drop;
    if (target === null || target === source) back();
    else {
      const data = new URLSearchParams({task_id: item.dataset.task, source, target});
      const done = await post('/do/move', data);
      if (!done) back();
      else if (to.id === 'drop-new') item.remove();
    }
    inTheAir = null;
    landed();
  }

  /* What comes over /live. */
  document.addEventListener('htmx:sse:before:message', (event) => {
    if (inTheAir) event.detail.waitUntil(inTheAir);
  });
  let away = false;
  document.addEventListener('htmx:sse:error', () => {
    if (!away) tell(said.dataset.lost, true);
    away = true;
  });
  document.addEventListener('htmx:sse:after:connection', () => {
    if (away) tell(said.dataset.back);
    away = false;
  });
  document.addEventListener('htmx:sse:after:message', () => {
    dragging();
    for (const field of document.querySelectorAll('input[type=range]')) {
      if (field !== document.activeElement) field.value = field.getAttribute('value');
    }
    follow();
    document.documentElement.dataset.seen = 'yes';
  });
  dragging();
})();
