// What the page is made from: reports, and of one run the transcripts too.
const data = JSON.parse(document.getElementById('data').textContent);

const OUTCOMES = {
  FAIL: {mark: '✗', word: 'fail', means: 'does not hold'},
  ERROR: {mark: '!', word: 'error', means: 'the kit is at fault'},
  PASS: {mark: '✓', word: 'pass', means: 'holds, and the lines that show it are named'},
  UNTESTABLE: {mark: '?', word: 'untestable', means: 'something needed was missing'},
  INCONCLUSIVE: {mark: '~', word: 'inconclusive', means: 'the kit was too slow to tell'},
  NOT_APPLICABLE: {mark: '–', word: 'not applicable', means: 'the dialect or a capability says so'},
  NONE: {mark: '·', word: 'not run', means: 'no case of this run judges it'},
};
const LEVELS = ['MUST', 'SHOULD', 'INFO'];

const outcomeOf = one => Object.hasOwn(OUTCOMES, one.outcome ?? '') ? one.outcome : 'NONE';
const isBroken = one => outcomeOf(one) === 'FAIL' || outcomeOf(one) === 'ERROR';

// What it came to in words: its own message where that speaks of the outcome, else the first finding.
function said(one) {
  const ownWords = one.code || !one.seenBroken?.length;
  return ownWords ? (one.code ? one.code + ': ' : '') + (one.message ?? '') : one.seenBroken[0];
}

// The broken requirement that keeps this one from its question, if there is one.
const blockedBy = row => /^blocked by ([a-z]+\.[a-z0-9-]+): /.exec(row.message ?? '')?.[1];

// The rows of a report, whichever side it is about: requirements of a server, scenarios of a client.
function rowsOf(report) {
  if (Array.isArray(report.requirements)) return report.requirements;
  return (report.scenarios ?? []).map(scenario => ({
    ...scenario, id: scenario.name, area: scenario.name.replace(/\/?[^/]*$/, '') || 'scenarios', statement: scenario.title,
  }));
}

function byArea(rows) {
  const areas = new Map();
  for (const row of rows) {
    if (!areas.has(row.area)) areas.set(row.area, []);
    areas.get(row.area).push(row);
  }
  return areas;
}

const badge = outcome => make('span', {class: 'badge is-' + outcome}, OUTCOMES[outcome].mark + ' ' + OUTCOMES[outcome].word);
const levelClass = level => 'level-' + (LEVELS.includes(level) ? level : 'INFO');

const resultTone = report => report.exitCode === 0 ? 'PASS' : report.exitCode === 3 ? 'UNTESTABLE' : 'FAIL';
const resultMark = report => ({0: '✓ ', 3: '? '})[report.exitCode] ?? '✗ ';
const resultBadge = report => make('span', {class: 'verdict tinted is-' + resultTone(report)}, resultMark(report) + (report.result ?? 'exit ' + report.exitCode));

// What it was judged by, beside what it says it is.
function facts(report) {
  const fact = (word, ...value) => make('span', {class: 'text'}, word + ' ', ...value);
  const server = report.server;
  return make('p', {class: 'facts'},
    fact('judged by', make('b', {}, report.dialect ?? 'an unknown dialect')),
    report.role === 'client' ? '' : server
      ? fact('the server says it is', make('b', {}, excerpt(server.software, 60) + ' ' + excerpt(server.version, 60)), ' (' + excerpt(server.from, 60) + ')')
      : fact('what the server says it is was not asked, or it does not say'),
    fact('red by failures of', make('b', {}, LEVELS.slice(0, LEVELS.indexOf(report.gate) + 1).join(', ') || 'MUST'), report.complete ? ', and by what was not judged' : ''),
    report.written ? fact('written', make('time', {datetime: report.written}, report.written.replace('T', ' ').replace('Z', ' UTC'))) : '',
    fact('took', make('b', {}, duration((report.millis ?? 0) * 1000))),
    fact('seed', String(report.seed ?? '–')),
    fact('misskey-kit', String(report.kit ?? '–')));
}
