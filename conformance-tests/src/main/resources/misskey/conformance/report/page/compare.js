// Several runs side by side: requirements down, runs across.
function comparedRows(runs) {
  const rows = new Map();
  runs.forEach((run, at) => {
    for (const one of rowsOf(run.report)) {
      if (!rows.has(one.id)) rows.set(one.id, {id: one.id, area: one.area, level: one.level, statement: one.statement, basis: one.basis, source: one.source, quote: one.quote, how: one.how, absence: one.absence, sides: []});
      rows.get(one.id).sides[at] = one;
    }
  });
  for (const row of rows.values()) {
    row.sides = runs.map((run, at) => row.sides[at] ?? {absent: true});
    row.message = row.sides.map(side => [side.code, side.message, ...(side.seenBroken ?? [])].join(' ')).join('\n');
    row.isOther = row.sides.some(side => verdictOf(side) !== verdictOf(row.sides[0]));
  }
  return [...rows.values()];
}

// What is compared: the outcome, under what code it fails, how binding it is.
const verdictOf = side => [outcomeOf(side), isBroken(side) ? side.code ?? '' : '', side.level ?? ''].join(' ');

const fitsComparison = row => (!filter.differs || row.isOther) && matches(row, row.sides.map(outcomeOf));

function comparisonTable(runs, rows) {
  const body = make('tbody');
  const groups = [];
  for (const [area, members] of byArea(rows)) {
    const heading = make('tr', {class: 'area'}, make('th', {class: 'text', colspan: runs.length + 1, scope: 'colgroup'}, area));
    const lines = members.map(row => [row, comparisonLine(row)]);
    groups.push({heading, lines});
    body.append(heading, ...lines.map(([, each]) => each));
  }
  const nothing = make('p', {class: 'weak', hidden: true}, 'Nothing fits the filter.');
  const show = () => {
    let shown = 0;
    for (const {heading, lines} of groups) {
      const fitting = lines.filter(([row, each]) => !(each.hidden = !fitsComparison(row)));
      heading.hidden = !fitting.length;
      shown += fitting.length;
    }
    nothing.hidden = shown > 0;
  };
  filter.listeners.push(show);
  show();
  return make('div', {class: 'matters', role: 'region', tabindex: '0', 'aria-label': 'Requirements by run'},
    make('table', {class: 'runs'}, make('thead', {}, make('tr', {}, make('th', {scope: 'col'}, 'requirement'), runs.map(run => make('th', {scope: 'col', class: 'text'}, run.label)))), body),
    nothing);
}

function comparisonLine(row) {
  return make('tr', {class: row.isOther ? 'differs' : '', 'data-id': row.id},
    make('th', {scope: 'row', class: 'text'}, make('a', {href: '#' + row.id, class: 'mono', 'data-id': row.id}, row.id), make('span', {class: 'weak'}, '  ' + (row.level ?? '')), make('br'), row.statement),
    row.sides.map((side, at) => make('td', {'data-label': data.runs[at].label, class: 'text' + (at && verdictOf(side) !== verdictOf(row.sides[at - 1]) ? ' changed' : '')},
      side.absent ? make('span', {class: 'weak'}, 'not in this run') : badge(outcomeOf(side)),
      side.code ? make('span', {class: 'code mono'}, side.code) : '',
      side.level && side.level !== row.level ? make('span', {class: 'code'}, side.level) : '')));
}

// What changed from a run to the one after it.
function changes(rows, at) {
  const count = fits => rows.filter(row => fits(row.sides[at - 1], row.sides[at])).length;
  const words = [
    [count((was, is) => isBroken(is) && !isBroken(was)), 'newly broken', 'FAIL'],
    [count((was, is) => isBroken(was) && outcomeOf(is) === 'PASS'), 'mended', 'PASS'],
    [count((was, is) => isBroken(was) && isBroken(is) && was.code !== is.code), 'broken otherwise', 'FAIL'],
    [count((was, is) => outcomeOf(was) === 'PASS' && !isBroken(is) && outcomeOf(is) !== 'PASS'), 'held and no longer judged', 'UNTESTABLE'],
  ].filter(([many]) => many);
  return make('p', {}, words.length ? words.map(([many, word, tone], i) => [i ? ', ' : '', make('span', {class: 'is-' + tone}, make('b', {class: 'tone'}, String(many)), ' ' + word)]).flat() : 'nothing newly broken, nothing mended');
}

function runCard(run, at, rows) {
  const counts = countsOf(rowsOf(run.report));
  return make('section', {class: 'card'},
    make('h2', {class: 'text'}, run.label), make('p', {}, resultBadge(run.report)),
    make('p', {class: 'text'}, run.report.target ?? ''), facts(run.report),
    make('p', {}, Object.keys(OUTCOMES).filter(each => counts[each]).map(each => counts[each] + ' ' + OUTCOMES[each].word).join(', ')),
    at ? [make('h3', {class: 'text'}, 'since ' + data.runs[at - 1].label), changes(rows, at)] : '');
}

function comparison(row) {
  return [...heading(row), ...row.sides.map((side, at) => seen(side.absent ? {message: 'not in this run'} : side, data.runs[at].label)), ...catalogue(row)];
}

function comparePage(runs) {
  const rows = comparedRows(runs);
  const counts = {};
  rows.forEach(row => new Set(row.sides.map(outcomeOf)).forEach(outcome => { counts[outcome] = (counts[outcome] ?? 0) + 1; }));
  const differing = rows.filter(row => row.isOther).length;
  filter.differs = differing > 0 && runs.length > 1;
  const only = make('label', {}, make('input', {type: 'checkbox', id: 'differs', checked: filter.differs, onchange: event => setFilter({differs: event.target.checked})}), 'only what differs');
  drawer.fits = fitsComparison;
  return {
    aside: setUpDrawer(rows, comparison),
    main: [
      make('header', {class: 'top'}, make('h1', {}, plural(runs.length, 'run') + ' side by side'), make('p', {class: 'weak'}, differing ? plural(differing, 'requirement') + ' of ' + rows.length + ' came to something else.' : 'All ' + rows.length + ' requirements came to the same.')),
      make('div', {class: 'sides'}, runs.map((run, at) => runCard(run, at, rows))),
      make('section', {class: 'card', id: 'compared'}, filterBar(rows, counts, [only]), comparisonTable(runs, rows)),
    ],
  };
}
