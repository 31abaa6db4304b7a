// Which rows are shown. Listeners are told when that changes.
const filter = {text: '', outcomes: new Set(), level: '', area: '', differs: false, listeners: []};

function matches(row, outcomes = [outcomeOf(row)]) {
  if (filter.outcomes.size && !outcomes.some(each => filter.outcomes.has(each))) return false;
  if (filter.level && row.level !== filter.level) return false;
  if (filter.area && row.area !== filter.area) return false;
  return !filter.text || searched(row).includes(filter.text);
}

const searchedOf = new WeakMap();

function searched(row) {
  if (!searchedOf.has(row)) {
    searchedOf.set(row, [row.id, row.statement, row.code, row.message, ...(row.seenBroken ?? [])].join('\n').toLowerCase());
  }
  return searchedOf.get(row);
}

function setFilter(change) {
  Object.assign(filter, change);
  filter.listeners.forEach(listener => listener());
}

// The bar: words, outcomes with how many there are of each, level, area.
function filterBar(rows, counts, more = []) {
  const choice = (name, first, values, member) => make('select', {
    'aria-label': name, onchange: event => setFilter({[member]: event.target.value}),
  }, make('option', {value: ''}, first), values.map(value => make('option', {value}, value)));
  const buttons = Object.keys(OUTCOMES).filter(outcome => counts[outcome]).map(outcome => make('button', {
    type: 'button', class: 'is-' + outcome, 'aria-pressed': 'false', title: OUTCOMES[outcome].means, 'data-outcome': outcome,
    onclick: event => {
      filter.outcomes.has(outcome) ? filter.outcomes.delete(outcome) : filter.outcomes.add(outcome);
      event.currentTarget.setAttribute('aria-pressed', String(filter.outcomes.has(outcome)));
      setFilter({});
    },
  }, make('span', {class: 'mark', 'aria-hidden': 'true'}, OUTCOMES[outcome].mark), OUTCOMES[outcome].word + ' ', make('b', {}, String(counts[outcome]))));
  return make('div', {class: 'filter', role: 'search'},
    make('input', {
      type: 'search', id: 'search', placeholder: 'Filter by id, words, code …  ( / )', 'aria-label': 'Filter by text',
      oninput: event => setFilter({text: event.target.value.trim().toLowerCase()}),
    }),
    make('div', {class: 'outcomes', role: 'group', 'aria-label': 'Filter by outcome'}, buttons),
    choice('Filter by level', 'every level', LEVELS.filter(level => rows.some(row => row.level === level)), 'level'),
    choice('Filter by area', 'every area', [...byArea(rows).keys()], 'area'),
    more);
}
