"""Lists of rows: pages of them in their order, what is searched and counted, and the connections that show them."""
