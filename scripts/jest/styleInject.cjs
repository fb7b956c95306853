// Stands in for the module that puts a style sheet into the page.
module.exports = { __esModule: true, default: () => {} };
