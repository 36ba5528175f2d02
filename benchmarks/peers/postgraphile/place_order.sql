-- What PostGraphile makes the mutation placeOrder of: the rules of app/services/orders.py.
CREATE OR REPLACE FUNCTION place_order(buyer int, products int[], quantities int[]) RETURNS "order"
LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE
  placed "order";
  found_products int;
  sum_of_all numeric;
BEGIN
  IF NOT COALESCE((SELECT is_active FROM "user" WHERE id = buyer), false) THEN
    RAISE EXCEPTION 'no such user';
  END IF;
  PERFORM 1 FROM product WHERE id = ANY (products) ORDER BY id FOR SHARE;
  SELECT count(*), sum(product.price * line.quantity) INTO found_products, sum_of_all
  FROM unnest(products, quantities) AS line(product_id, quantity)
  JOIN product ON product.id = line.product_id AND product.is_active;
  IF found_products < cardinality(products) THEN
    RAISE EXCEPTION 'no such product';
  END IF;
  INSERT INTO "order" (id, user_id, status, total)
  VALUES (gen_random_uuid(), buyer, 'pending', sum_of_all) RETURNING * INTO placed;
  INSERT INTO order_item (order_id, product_id, quantity, price)
  SELECT placed.id, product.id, line.quantity, product.price
  FROM unnest(products, quantities) AS line(product_id, quantity)
  JOIN product ON product.id = line.product_id;
  RETURN placed;
END;
$$;
