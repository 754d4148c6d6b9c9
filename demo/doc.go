// Package demo makes the demo world of the platform: one city with its merchants, stores, goods, couriers, staff and
// customers, as plain data. Brands, products, people and licence numbers are invented; districts and streets are
// those of Chengdu.
//
// It guarantees that the same seed and options give the same world to the byte, that names, keys and barcodes are
// unique, that member price <= price <= list price and cost < member price, that strengths lie within the range of
// their kind, and that every address of a customer is within the range of at least one store.
//
// It touches no database, network, clock or global randomness; who wants the world in a service feeds it through that
// service's use cases. Start reading at [New]; the catalogue is in the files named after their kind.
package demo
