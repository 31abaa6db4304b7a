// A line for each row, with what it came to.
function line(row) {
  const outcome = outcomeOf(row);
  const words = outcome === 'PASS' || outcome === 'NONE' ? '' : firstLine(said(row));
  return make('a', {class: 'row is-' + outcome, href: '#' + row.id, 'data-id': row.id},
    badge(outcome),
    make('span', {class: 'name'}, make('span', {class: 'id'}, row.id), make('span', {class: 'text'}, '  ' + row.statement)),
    make('span', {class: 'right'}, row.level, row.millis == null ? '' : '  ' + duration(row.millis * 1000)),
    words && make('span', {class: 'said text tone'}, words));
}

function list(rows) {
  const box = make('div', {class: 'rows'});
  const nothing = make('p', {class: 'weak', hidden: true}, 'Nothing fits the filter.');
  const groups = [];
  for (const [area, members] of byArea(rows)) {
    const heading = make('h3', {class: 'text'}, area);
    const lines = members.map(row => [row, line(row)]);
    groups.push({heading, lines});
    box.append(heading, ...lines.map(([, each]) => each));
  }
  box.append(nothing);
  const count = make('span', {class: 'weak', 'aria-live': 'polite'});
  const show = () => {
    let shown = 0;
    for (const {heading, lines} of groups) {
      const fitting = lines.filter(([row, each]) => !(each.hidden = !matches(row)));
      heading.hidden = !fitting.length;
      shown += fitting.length;
    }
    nothing.hidden = shown > 0;
    count.textContent = shown === rows.length ? '' : ' — ' + shown + ' of ' + rows.length;
  };
  filter.listeners.push(show);
  show();
  return make('section', {class: 'card', id: 'all'}, make('h2', {}, 'Every requirement in scope', count), box);
}

// What is broken, the binding first; above everything else.
function failures(rows) {
  const broken = rows.filter(isBroken).sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
  return broken.length && make('section', {class: 'card failures', id: 'failed'},
    make('h2', {}, 'What failed'), make('div', {class: 'rows'}, broken.map(line)));
}

// What is blocked by the same broken requirement is one reason, whatever each missed.
const reason = row => blockedBy(row) ? 'blocked by ' + blockedBy(row) : firstLine(row.message ?? 'no reason given');

// Why rows were not judged, each reason once.
function notJudged(rows) {
  const reasons = new Map();
  for (const row of rows.filter(each => !['PASS', 'FAIL', 'ERROR'].includes(outcomeOf(each)))) {
    const key = outcomeOf(row) + '\n' + reason(row);
    reasons.set(key, [...(reasons.get(key) ?? []), row]);
  }
  return reasons.size && make('section', {class: 'card', id: 'unjudged'}, make('h2', {}, 'What was not judged, and why'),
    [...reasons.values()].map(members => make('details', {},
      make('summary', {class: 'text'}, badge(outcomeOf(members[0])), ' ', make('b', {}, String(members.length)), '  ' + reason(members[0])),
      make('p', {class: 'text'}, members.flatMap(row => [make('a', {href: '#' + row.id, class: 'mono'}, row.id), '  '])))));
}
