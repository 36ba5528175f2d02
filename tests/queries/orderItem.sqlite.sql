SELECT listed."#k0", listed."#k1", listed.order_id, listed.product_id, listed.quantity, listed.price, other0.id AS "#j0_0", other0.total AS "#j0_1", other1.id AS "#j1_0", other1.sku AS "#j1_1"
FROM (SELECT order_item.order_id AS "#k0", order_item.product_id AS "#k1", order_item.order_id AS order_id, order_item.product_id AS product_id, order_item.quantity AS quantity, order_item.price AS price
FROM order_item
WHERE (order_item.order_id, order_item.product_id) IN (SELECT parents.k0, parents.k1
FROM (SELECT json_extract(keys.value, ?) AS k0, json_extract(keys.value, ?) AS k1
FROM json_each(?) AS keys) AS parents)) AS listed LEFT OUTER JOIN "order" AS other0 ON other0.id = listed.order_id LEFT OUTER JOIN product AS other1 ON other1.id = listed.product_id;

