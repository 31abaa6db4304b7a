// Beside the page: everything about one requirement. Its address is #ID, or #ID:LINE for a line of its transcript.
const drawer = {row: null, back: null, element: null, rows: [], show: null};

function setUpDrawer(rows, show) {
  drawer.rows = rows;
  drawer.show = show;
  drawer.element = make('aside', {'aria-label': 'The requirement', id: 'drawer'});
  addEventListener('hashchange', follow);
  addEventListener('keydown', keys);
  return drawer.element;
}

// Goes where the address says.
function follow() {
  const [, id, line] = /^#([^:]*)(?::(\d+))?$/.exec(location.hash) ?? [];
  const row = drawer.rows.find(each => each.id === id || encodeURI(each.id) === id);
  if (row) open(row, line);
  else if (drawer.row) shut();
}

// Shows a requirement; quietly where the focus stays and the history gets no entry for it.
function go(id, quietly) {
  if (!quietly) {
    location.hash = id;
    return;
  }
  history.replaceState(null, '', '#' + id);
  open(drawer.rows.find(each => each.id === id), null, true);
}

function open(row, line, quietly) {
  if (!drawer.row) drawer.back = document.activeElement;
  const same = drawer.row === row;
  drawer.row = row;
  document.getElementById('layout').classList.add('open');
  document.querySelectorAll('[aria-current]').forEach(each => each.removeAttribute('aria-current'));
  document.querySelectorAll('[data-id="' + CSS.escape(row.id) + '"]').forEach(each => each.setAttribute('aria-current', 'true'));
  if (!same || !line) {
    drawer.element.replaceChildren(bar(row), ...[drawer.show(row)].flat().filter(Boolean));
    drawer.element.scrollTop = 0;
    if (getComputedStyle(drawer.element).position === 'static') scrollTo(0, 0);
  }
  if (!quietly) drawer.element.querySelector('h2').focus({preventScroll: true});
  drawer.element.querySelectorAll('.pointed').forEach(each => each.classList.remove('pointed'));
  const pointed = line && drawer.element.querySelector('[data-n="' + line + '"]');
  if (pointed) {
    pointed.classList.add('pointed');
    pointed.scrollIntoView({block: 'center'});
  }
}

function shut() {
  const row = drawer.row;
  drawer.row = null;
  drawer.element.replaceChildren();
  document.getElementById('layout').classList.remove('open');
  document.querySelectorAll('[aria-current]').forEach(each => each.removeAttribute('aria-current'));
  if (location.hash) history.pushState(null, '', location.pathname + location.search);
  const back = drawer.back?.isConnected && drawer.back !== document.body ? drawer.back : document.querySelector('[data-id="' + CSS.escape(row.id) + '"]');
  back?.focus();
  back?.scrollIntoView({block: 'nearest'});
}

// The neighbour among those that fit the filter.
function neighbour(step) {
  const fitting = drawer.rows.filter(row => row === drawer.row || (drawer.fits ?? matches)(row));
  return fitting[fitting.indexOf(drawer.row) + step];
}

function bar(row) {
  const turn = (step, sign, word) => {
    const to = neighbour(step);
    return make('button', {type: 'button', 'aria-label': word, title: word, disabled: !to, onclick: () => go(to.id, true)}, sign);
  };
  const fitting = drawer.rows.filter(each => each === row || (drawer.fits ?? matches)(each));
  return make('nav', {'aria-label': 'Requirements'}, turn(-1, '←', 'the one before'),
    make('span', {class: 'where'}, (fitting.indexOf(row) + 1) + ' of ' + fitting.length), turn(1, '→', 'the next'),
    make('button', {type: 'button', 'aria-label': 'Close', title: 'Close (Esc)', onclick: shut}, '✕'));
}

function keys(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  const typing = event.target.matches('input[type=search], select');
  if (event.key === 'Escape' && drawer.row) shut();
  else if (event.key === '/' && !typing) document.getElementById('search')?.focus();
  else if (drawer.row && !typing && ['ArrowLeft', 'ArrowRight'].includes(event.key)) {
    const to = neighbour(event.key === 'ArrowLeft' ? -1 : 1);
    if (to) go(to.id, true);
  } else return;
  event.preventDefault();
}
