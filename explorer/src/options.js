/** What the server says of this page: see `Page` in `sqlmodel_strawberry/explorer/page.py`. */
export const options = JSON.parse(document.getElementById("options").textContent);
