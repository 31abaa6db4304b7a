// Puts the page together.
const {main, aside} = data.kind === 'compare' ? comparePage(data.runs) : runPage(data.runs[0].report);
document.getElementById('page').append(make('div', {id: 'layout'}, make('main', {}, main.filter(Boolean)), aside));
follow();
