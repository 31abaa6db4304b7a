// Puts the page together. A report that is not what its schema says may end that; then the page says so.
try {
  const {main, aside} = data.kind === 'compare' ? comparePage(data.runs) : runPage(data.runs[0].report);
  document.getElementById('page').append(make('div', {id: 'layout'}, make('main', {}, main.filter(Boolean)), aside));
  follow();
} catch (failed) {
  document.getElementById('page').replaceChildren(make('main', {}, make('section', {class: 'card', role: 'alert'},
    make('h1', {}, 'This page could not be put together'),
    make('p', {class: 'text'}, 'Something in a report.json is not as its schema says: ' + failed.message),
    make('p', {}, 'Reports that misskey-kit wrote itself are always shown: if this is one of them, please report it.'))));
}
