// The frames of a transcript between two lanes: the client's on the left, the server's on the right.
const pretty = text => {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
};

// The parts of a frame by which it is known: its type, and what names the thing it is about.
function summaryOf(text) {
  let frame;
  try { frame = JSON.parse(text); } catch { return {kind: '', rest: text}; }
  if (typeof frame?.type !== 'string') return {kind: '', rest: text};
  const body = frame.body ?? {};
  const event = typeof body.type === 'string' ? body.type : '';
  const rest = body !== null && typeof body === 'object'
    ? Object.entries(body).filter(([name]) => name !== 'type' || !event).map(([name, value]) => name + '=' + (typeof value === 'string' ? value : JSON.stringify(value))).join('  ')
    : JSON.stringify(body);
  return {kind: excerpt(frame.type, 60) + (event && ' · ' + excerpt(event, 60)), rest};
}

const asText = value => typeof value === 'string' ? value : JSON.stringify(value);

// What a line of the transcript is, as {side, kind, rest, parts: [[heading, text]]}.
function described(step) {
  const by = step.from === 'server' ? 'server' : 'client';
  switch (step.op) {
    case 'text': {
      const text = step.text ?? step.hex ?? '';
      const {kind, rest} = step.text == null ? {kind: 'octets that are no UTF-8', rest: text} : summaryOf(text);
      return {side: by, kind, rest, parts: [['', text]]};
    }
    case 'binary': return {side: by, kind: 'binary', rest: step.hex, parts: [['', step.hex ?? '']]};
    case 'ping':
    case 'pong': return {side: by, kind: step.op, rest: step.data};
    case 'close': return {side: by, kind: 'close', rest: [step.code ?? 'without a code', step.reason].filter(Boolean).join(' ')};
    case 'open': return {side: 'client', kind: 'asks for a WebSocket', rest: step.url, parts: step.headers && [['headers', asText(step.headers)]]};
    case 'opened': return {side: 'server', kind: 'accepts', rest: String(step.status), parts: [['headers', asText(step.headers ?? {})]]};
    case 'refused': return {side: 'server', kind: 'refuses', rest: String(step.status), trouble: true, parts: [['headers', asText(step.headers ?? {})], ['body', asText(step.body ?? '')]]};
    case 'unanswered': return {side: 'around', kind: 'no answer to the handshake', rest: 'in ' + step.afterMs + ' ms', trouble: true};
    case 'closed': return {side: 'around', kind: 'closed', rest: [step.code, step.reason].filter(Boolean).join(' ')};
    case 'error': return {side: 'around', kind: 'error', rest: step.message, trouble: true};
    case 'call': return {
      side: 'call', kind: excerpt(step.conn, 60) + ' calls ' + excerpt(String(step.endpoint), 100),
      rest: '→ ' + step.status + (step.began == null ? '' : ' in ' + duration(step.t - step.began)),
      parts: [['sent', asText(step.data ?? {})], ['answered', asText(step.response ?? '')]],
    };
    default: return {side: 'around', kind: step.op === 'remark' ? '' : step.op, rest: asText(step.text ?? step.request ?? ''), parts: step.op === 'remark' ? [] : [['', asText(step)]]};
  }
}

function stepOf(step, row, start, evidence) {
  const is = described(step);
  const proof = evidence.has(step.n);
  const parts = (is.parts ?? []).filter(([, text]) => text !== '');
  const cuts = Object.entries(step.cutHere ?? {});
  const head = [is.kind && make('span', {class: 'kind'}, is.kind + '  '), make('span', {class: 'member'}, excerpt(String(is.rest ?? ''), 160))];
  const fold = parts.length === 0 ? make('div', {class: 'text'}, head) : make('details', {open: proof && parts.every(([, text]) => text.length < 1500)},
    make('summary', {}, head), parts.map(([heading, text]) => [heading && make('h3', {}, heading), make('pre', {'data-sent': text}, pretty(text))]).flat());
  const notes = cuts.map(([member, length]) => make('div', {class: 'gap cut'}, member + ': the first part of ' + plural(length, 'character') + '; all of it is in ' + row.transcript));
  if (step.cut) notes.push(make('div', {class: 'gap cut'}, 'only the beginning was kept' + (step.length ? ' of ' + plural(step.length, 'character') : '')));
  return make('li', {class: 'step ' + is.side + (proof ? ' evidence' : '') + (is.trouble ? ' trouble' : ''), 'data-n': step.n},
    make('div', {class: 'meta'},
      make('a', {href: '#' + row.id + ':' + step.n, title: 'a link to this line'}, String(step.n)),
      make('span', {title: step.t + ' µs since the recording began'}, '+' + duration(step.t - start)),
      is.side === 'call' || step.conn === '-' ? '' : make('span', {class: is.side === 'around' ? '' : 'who-' + is.side}, step.conn),
      step.fragments > 1 ? step.fragments + ' fragments' : '',
      proof && make('span', {class: 'proof'}, '◆ evidence')),
    fold, notes);
}

function timeline(row) {
  const told = data.transcripts?.[row.id];
  if (!told) return null;
  if (!told.lines?.length) return make('section', {}, make('h3', {}, 'On the wire'), make('p', {class: 'weak text'}, told.because ?? 'Nothing was recorded.'));
  const evidence = new Set(row.evidence ?? []);
  const start = told.lines.find(step => step.t != null).t;
  const steps = make('ol', {class: 'timeline'});
  let last = start;
  for (const step of told.lines) {
    if (step.left) {
      steps.append(make('li', {class: 'gap cut'}, plural(step.left, 'line') + ' left out here; all of them are in ' + row.transcript));
      continue;
    }
    if (step.t - last > 250000) steps.append(make('li', {class: 'gap', 'aria-hidden': 'true'}, '⋮ ' + duration(step.t - last) + ' later'));
    last = step.t;
    steps.append(stepOf(step, row, start, evidence));
  }
  const quiet = (row.millis ?? 0) * 1000 - last;
  if (quiet > 250000) steps.append(make('li', {class: 'gap'}, '⋮ nothing more came in the ' + duration(quiet) + ' until the case ended'));
  const folds = open => () => steps.querySelectorAll('details').forEach(each => { each.open = open; });
  return make('section', {id: 'timeline'}, make('h3', {}, 'On the wire'),
    make('div', {class: 'tools screen'},
      make('button', {type: 'button', onclick: folds(true)}, 'Open all'), make('button', {type: 'button', onclick: folds(false)}, 'Fold all'),
      evidence.size ? make('button', {type: 'button', onclick: () => steps.querySelector('.evidence')?.scrollIntoView({block: 'center'})}, '◆ To the evidence') : '',
      make('label', {}, make('input', {type: 'checkbox', onchange: event => steps.querySelectorAll('pre').forEach(each => {
        each.textContent = event.target.checked ? each.dataset.sent : printable(pretty(each.dataset.sent));
      })}), 'as it was sent')),
    make('div', {class: 'lanes'}, make('span', {class: 'client'}, '→ client: the kit'), make('span', {class: 'server'}, 'server ←')),
    steps);
}
