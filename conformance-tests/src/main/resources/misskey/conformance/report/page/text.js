'use strict';

// Text of a peer, made safe to look at: what could turn the order of what is read, or is not seen at all, is written out.
const printable = text => String(text).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, sign =>
  sign === '\n' || sign === '\t' || sign === '\u200d' ? sign : '\\u' + sign.codePointAt(0).toString(16).padStart(4, '0'));

const excerpt = (text, limit) => text.length <= limit ? text : text.slice(0, limit) + '…';

const firstLine = text => excerpt(text.split('\n', 1)[0], 400);

// An element; texts among its children are texts, whatever is in them.
function make(name, members, ...children) {
  const element = document.createElement(name);
  for (const [member, value] of Object.entries(members ?? {})) {
    if (member === 'class') element.className = value;
    else if (member.startsWith('on')) element.addEventListener(member.slice(2), value);
    else if (value === true) element.setAttribute(member, '');
    else if (value !== false && value != null) element.setAttribute(member, printable(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child != null && child !== '' && child !== false) element.append(child instanceof Node ? child : document.createTextNode(printable(child)));
  }
  return element;
}

const plural = (count, word) => count.toLocaleString('en') + ' ' + word + (count === 1 ? '' : 's');

function duration(micros) {
  const millis = micros / 1000;
  if (millis < 10) return millis.toFixed(1) + ' ms';
  if (millis < 1000) return Math.round(millis) + ' ms';
  return (millis / 1000).toFixed(millis < 10000 ? 2 : 1) + ' s';
}
