// One run: what it came to, the matrix, what failed, and every requirement.
function headline(report, rows, counts) {
  const share = make('div', {class: 'share', role: 'img', 'aria-label': Object.keys(counts).map(each => counts[each] + ' ' + OUTCOMES[each].word).join(', ')});
  for (const outcome of ['PASS', 'FAIL', 'ERROR', 'UNTESTABLE', 'INCONCLUSIVE', 'NOT_APPLICABLE']) {
    if (!counts[outcome]) continue;
    const part = make('span', {class: 'fill is-' + outcome, title: counts[outcome] + ' ' + OUTCOMES[outcome].word});
    part.style.flexGrow = counts[outcome];
    share.append(part);
  }
  if (counts.NONE) {
    const rest = make('span', {title: counts.NONE + ' not run'});
    rest.style.flexGrow = counts.NONE;
    share.append(rest);
  }
  const judged = (counts.PASS ?? 0) + (counts.FAIL ?? 0);
  return make('header', {class: 'top card'},
    make('div', {class: 'line'}, make('h1', {class: 'text'}, excerpt(report.target ?? 'a run', 200)), resultBadge(report)),
    facts(report),
    share,
    make('p', {class: 'count'}, 'Judged ', make('b', {}, String(report.judged ?? judged)), ' of ' + (report.inScope ?? rows.length) + ': ',
      Object.keys(OUTCOMES).filter(each => counts[each]).map((each, at) => [at ? ', ' : '', make('span', {class: 'is-' + each}, make('span', {class: 'tone'}, make('b', {}, String(counts[each])), ' ' + OUTCOMES[each].word))]).flat()));
}

function countsOf(rows) {
  const counts = {};
  for (const row of rows) counts[outcomeOf(row)] = (counts[outcomeOf(row)] ?? 0) + 1;
  return counts;
}

function features(report) {
  const all = Object.entries(report.server?.features ?? {});
  return all.length && make('section', {class: 'card', id: 'features'}, make('h2', {}, 'What the server says it has'),
    make('table', {class: 'plain'}, all.map(([name, value]) => make('tr', {}, make('th', {class: 'text'}, name), make('td', {class: 'text'}, value)))));
}

function drift(report) {
  const all = (report.drift ?? []).filter(each => each.by === report.role);
  return all.length && make('section', {class: 'card', id: 'drift'}, make('h2', {}, 'Beyond the dialect', make('span', {class: 'weak'}, ' — listed, never failed')),
    make('table', {class: 'plain'}, all.map(each => make('tr', {}, make('td', {class: 'text'}, each.kind), make('td', {class: 'text mono'}, firstLine(each.name)), make('td', {class: 'number'}, '×' + each.count)))));
}

function outOfScope(report) {
  const all = report.outOfScope ?? [];
  return all.length && make('section', {class: 'card', id: 'outside'}, make('details', {},
    make('summary', {}, make('b', {}, plural(all.length, 'requirement')), ' out of scope: not in this dialect, or nothing that a wire could show'),
    make('table', {class: 'plain'}, all.map(each => make('tr', {}, make('td', {class: 'text'}, make('span', {class: 'mono'}, each.id), make('br'), each.statement), make('td', {class: 'text weak'}, each.reason))))));
}

function runPage(report) {
  const rows = rowsOf(report);
  const counts = countsOf(rows);
  return {
    aside: setUpDrawer(rows, requirement),
    main: [
      headline(report, rows, counts),
      make('section', {class: 'card', id: 'matrix'}, filterBar(rows, counts), matrix(rows), legend(rows)),
      failures(rows), notJudged(rows), list(rows), drift(report), features(report), outOfScope(report),
    ],
  };
}
