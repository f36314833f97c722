/**
 * The one script of the pages, which its page's policy allows by its hash. It finds, chooses, sorts and folds rows that are all there without it; it writes
 * no markup but buttons, reads nothing but the page, and keeps nothing. No `<` stands in it, so that nothing can end it early.
 */
export const matrixScript = `(function () {
'use strict';
var byId = function (id) { return document.getElementById(id); };
var list = function (of) { return Array.prototype.slice.call(of); };
var order = '\u25bc\u25bd\u25cf\u25b2\u25b3\u25c7';
var many = 40;
var tables = list(document.querySelectorAll('table.matrix')).map(function (table) {
  var bodies = list(table.tBodies).map(function (body) {
    var rows = list(body.rows);
    return { body: body, head: rows[0], rows: rows.slice(1), folded: false, button: null };
  });
  return { table: table, bodies: bodies, column: -1, down: false, heads: list(table.tHead.rows[0].cells) };
});
var allRows = function (one) {
  return one.bodies.reduce(function (all, group) { return all.concat(group.rows); }, []);
};
var textOf = function (row, column) { return row.cells[column].textContent; };
var rank = function (row, column) {
  var at = order.indexOf(textOf(row, column).charAt(0));
  return at === -1 ? order.length : at;
};
var compare = function (column) {
  return function (a, b) {
    if (column > 3) return rank(a, column) - rank(b, column);
    return textOf(a, column).localeCompare(textOf(b, column), document.documentElement.lang);
  };
};
var refresh = function () {
  var find = byId('find').value.toLowerCase().replace(/\\s/g, '');
  var city = byId('city').value, level = byId('level').value, technology = byId('technology').value;
  var chosen = find + city + level !== '';
  var seen = {};
  tables.forEach(function (one) {
    var isOut = technology !== '' && one.table.closest('section').id !== technology;
    one.table.closest('section').hidden = isOut;
    one.bodies.forEach(function (group) {
      var shown = 0;
      group.rows.forEach(function (row) {
        var words = (row.getAttribute('data-p') + textOf(row, 0)).toLowerCase().replace(/\\s/g, '');
        var fits = words.indexOf(find) >= 0 && (city === '' || textOf(row, 1) === city) &&
          (level === '' || textOf(row, 2) === level);
        if (fits && !isOut) { shown += 1; seen[row.getAttribute('data-p')] = true; }
        row.hidden = !fits || (group.folded && !chosen && one.column === -1);
      });
      group.head.hidden = one.column >= 0 || shown === 0;
      group.button.setAttribute('aria-expanded', String(!group.folded || chosen));
    });
  });
  byId('shown').textContent = String(Object.keys(seen).length);
};
var place = function (one) {
  one.heads.forEach(function (head, column) {
    if (column === one.column) head.setAttribute('aria-sort', one.down ? 'descending' : 'ascending');
    else head.removeAttribute('aria-sort');
  });
  if (one.column === -1) {
    one.bodies.forEach(function (group) { group.rows.forEach(function (row) { group.body.appendChild(row); }); });
    return;
  }
  var sorted = allRows(one).sort(compare(one.column));
  if (one.down) sorted.reverse();
  sorted.forEach(function (row) { one.bodies[0].body.appendChild(row); });
};
var buttonIn = function (cell, act) {
  var button = document.createElement('button');
  button.type = 'button';
  button.addEventListener('click', act);
  cell.appendChild(button);
  return button;
};
tables.forEach(function (one) {
  var total = allRows(one).length;
  one.bodies.forEach(function (group, index) {
    var cell = group.head.cells[0], text = cell.textContent;
    group.folded = total > many && index > 0;
    cell.textContent = '';
    group.button = buttonIn(cell, function () { group.folded = !group.folded; refresh(); });
    group.button.textContent = text;
  });
  one.heads.forEach(function (head, column) {
    var link = head.querySelector('a');
    var text = (link === null ? head : link).textContent;
    if (link === null) head.textContent = '';
    var button = buttonIn(head, function () {
      if (one.column !== column) { one.column = column; one.down = false; }
      else if (!one.down) one.down = true;
      else one.column = -1;
      place(one);
      refresh();
    });
    button.textContent = link === null ? text : '\u21c5';
    if (link !== null) button.setAttribute('aria-label', byId('reset').getAttribute('data-sort') + ' ' + text);
  });
});
['find', 'city', 'level', 'technology'].forEach(function (id) {
  byId(id).addEventListener('input', refresh);
});
byId('reset').addEventListener('click', function () {
  ['find', 'city', 'level', 'technology'].forEach(function (id) { byId(id).value = ''; });
  tables.forEach(function (one) { one.column = -1; place(one); });
  refresh();
});
var unfolded = function (isPrinting) {
  return function () {
    tables.forEach(function (one) {
      one.bodies.forEach(function (group) {
        if (isPrinting) { group.before = group.folded; group.folded = false; } else group.folded = group.before;
      });
    });
    refresh();
  };
};
window.addEventListener('beforeprint', unfolded(true));
window.addEventListener('afterprint', unfolded(false));
document.querySelector('.tools').hidden = false;
refresh();
}());`;
