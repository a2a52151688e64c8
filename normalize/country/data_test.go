package country
