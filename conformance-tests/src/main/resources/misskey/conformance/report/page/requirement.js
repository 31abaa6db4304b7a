// What the drawer says of one requirement in a run.
function heading(row, ...badges) {
  return [
    make('h2', {tabindex: '-1'}, row.id, ' ', make('a', {href: '#' + row.id, 'aria-label': 'a link to this requirement', title: 'a link to this requirement'}, '#')),
    make('div', {class: 'badges'}, badges, make('span', {class: 'badge'}, row.level ?? ''), make('span', {class: 'badge'}, row.area ?? ''), row.basis ? make('span', {class: 'badge'}, row.basis) : ''),
    make('p', {class: 'statement text'}, row.statement ?? ''),
  ];
}

// A finding, with a way to the line that shows it where this page has it.
function finding(text) {
  const [, code, id, line, rest] = /^(\S+) \(([\w.-]+)\.jsonl:(\d+)\): ([^]*)$/.exec(text) ?? [];
  return make('li', {class: 'text'}, code == null || !drawer.rows.some(row => row.id === id) ? text : [
    make('span', {class: 'code'}, code), ' in ', make('a', {href: '#' + id + ':' + line}, id + ', line ' + line), ': ' + rest,
  ]);
}

// A pass, with the lines that show it.
function holds(row) {
  const lines = [...(row.evidence ?? [])].sort((a, b) => a - b);
  const links = lines.map((line, at) => [at ? ', ' : '', data.transcripts ? make('a', {href: '#' + row.id + ':' + line}, String(line)) : String(line)]);
  return lines.length ? ['It holds, as ', lines.length === 1 ? 'line ' : 'lines ', links, ' of its transcript ', lines.length === 1 ? 'shows.' : 'show.'] : 'It holds.';
}

function seen(row, label) {
  const outcome = outcomeOf(row);
  const found = row.seenBroken ?? [];
  return make('div', {class: 'seen is-' + outcome},
    label && make('p', {}, make('b', {class: 'text'}, label), '  ', badge(outcome)),
    row.code && make('div', {class: 'code'}, row.code),
    blockedBy(row) && make('p', {}, 'Blocked by ', make('a', {href: '#' + blockedBy(row)}, blockedBy(row)), ', which is itself broken.'),
    row.message ? make('pre', {class: 'text'}, row.message) : outcome === 'PASS' && make('div', {}, holds(row)),
    found.length ? [make('p', {class: 'weak'}, 'Seen broken ' + (found.length === 1 ? 'once' : found.length + ' times') + (label ? '' : ', under whatever case') + ':'), make('ul', {}, found.slice(0, 50).map(finding)), found.length > 50 ? make('p', {class: 'weak'}, (found.length - 50) + ' more are in report.json') : ''] : '');
}

function catalogue(row) {
  const part = (word, ...content) => content[0] ? [make('h3', {}, word), ...content] : [];
  const absence = {
    sentinel: 'a later, allowed event of the same kind that did come on the same path', fence: 'an answer to something that was sent later on the same connection',
    window: 'nothing came for a while, the last resort',
  }[row.absence];
  return [
    part('How it is judged', row.how && make('p', {class: 'text'}, row.how), absence ? make('p', {class: 'weak'}, 'Its absence is proved by ' + absence + '.') : ''),
    part('Where it comes from', row.source && make('div', {}, row.quote ? make('blockquote', {class: 'text'}, row.quote) : '', make('p', {class: 'weak text'}, row.source))),
    part('In this dialect', row.differs && make('p', {class: 'text'}, row.differs)),
  ].flat();
}

function latencies(row) {
  const all = row.latencies ?? [];
  const most = Math.max(...all.map(each => each.micros), 1);
  return all.length && [make('h3', {}, 'How long it took to be told'), ...all.map(each => make('div', {class: 'latency'},
    make('span', {class: 'text'}, firstLine(each.what)), make('span', {}, duration(each.micros)), make('meter', {min: 0, max: most, value: each.micros, 'aria-hidden': 'true'})))];
}

// The scenario that shows a failure again, or why there is none.
function again(row) {
  const file = /^reproduce\/[\w.-]+$/.test(row.reproduce ?? '') ? row.reproduce : null;
  return (file || row.notReproduced) && [make('h3', {}, 'To see it again'), make('p', {class: 'weak text'}, file
    ? ['This scenario shows it: ', make('a', {href: file}, file), '; misskey-kit play plays it.']
    : 'No scenario can show it: ' + row.notReproduced + '.')];
}

function requirement(row) {
  const file = /^transcripts\/[\w.-]+$/.test(row.transcript ?? '') ? row.transcript : null;
  return [
    ...heading(row, badge(outcomeOf(row))),
    seen(row),
    latencies(row) || [],
    again(row) || [],
    catalogue(row),
    timeline(row),
    file && make('p', {class: 'weak'}, 'Everything that went over the wire: ', make('a', {href: file}, file), row.millis == null ? '' : '; the case took ' + duration(row.millis * 1000)),
  ].flat();
}
