// A row of squares for each area, one for each requirement.
function cell(row) {
  const outcome = outcomeOf(row);
  return make('a', {
    class: 'cell is-' + outcome + ' ' + levelClass(row.level), href: '#' + row.id, 'data-id': row.id, tabindex: '-1',
    title: row.id + ' — ' + row.level + ', ' + OUTCOMES[outcome].word,
    'aria-label': row.id + ', ' + row.level + ', ' + OUTCOMES[outcome].word,
  }, OUTCOMES[outcome].mark);
}

function matrix(rows) {
  const table = make('div', {class: 'matrix', role: 'group', 'aria-label': 'Every requirement by area; arrow keys move, Enter opens'});
  for (const [area, members] of byArea(rows)) {
    const judged = members.filter(row => ['PASS', 'FAIL'].includes(outcomeOf(row)));
    const passed = judged.filter(row => outcomeOf(row) === 'PASS');
    table.append(
      make('div', {class: 'area text'}, area),
      make('div', {class: 'sum', title: passed.length + ' of ' + judged.length + ' judged hold; ' + members.length + ' in scope'},
        judged.length ? passed.length + '/' + judged.length : '–', ' of ' + members.length),
      make('div', {class: 'cells'}, members.map(cell)));
  }
  const cells = [...table.querySelectorAll('.cell')];
  if (cells.length) cells[0].tabIndex = 0;
  table.addEventListener('focusin', event => {
    if (!event.target.matches('.cell')) return;
    cells.forEach(each => { each.tabIndex = -1; });
    event.target.tabIndex = 0;
  });
  table.addEventListener('keydown', event => moveFocus(event, cells));
  const cellOf = new Map(cells.map(each => [each.dataset.id, each]));
  filter.listeners.push(() => rows.forEach(row => cellOf.get(row.id)?.classList.toggle('out', !matches(row))));
  return table;
}

// Left and right go along, up and down to the square that is nearest above or below.
function moveFocus(event, cells) {
  const from = cells.indexOf(event.target);
  const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  const down = {ArrowUp: -1, ArrowDown: 1}[event.key];
  if (from < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  let to = event.key === 'Home' ? cells[0] : event.key === 'End' ? cells.at(-1) : null;
  if (step) to = cells[from + step];
  if (down) {
    const here = event.target.getBoundingClientRect();
    const places = cells.map(each => ({each, box: each.getBoundingClientRect()})).filter(({box}) => (box.top - here.top) * down > 4);
    const line = Math.min(...places.map(({box}) => Math.abs(box.top - here.top)));
    to = places.filter(({box}) => Math.abs(box.top - here.top) < line + 4)
      .sort((a, b) => Math.abs(a.box.left - here.left) - Math.abs(b.box.left - here.left))[0]?.each;
  }
  if (to) {
    to.focus();
    if (drawer.row) go(to.dataset.id, true);
  }
  if (to || step || down) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function legend(rows) {
  const square = (outcome, level, word) => make('span', {}, make('span', {class: 'cell is-' + outcome + ' level-' + level, 'aria-hidden': 'true'}, OUTCOMES[outcome].mark), word);
  const present = Object.keys(OUTCOMES).filter(outcome => rows.some(row => outcomeOf(row) === outcome));
  return make('p', {class: 'legend'},
    present.map(outcome => square(outcome, 'MUST', OUTCOMES[outcome].word)),
    square('PASS', 'MUST', 'MUST: filled'), square('PASS', 'SHOULD', 'SHOULD: round'), square('PASS', 'INFO', 'INFO: dashed'),
    make('span', {class: 'screen'}, make('kbd', {}, '← ↑ ↓ →'), ' move, ', make('kbd', {}, 'Enter'), ' opens, ', make('kbd', {}, 'Esc'), ' closes, ', make('kbd', {}, '/'), ' filters'));
}
