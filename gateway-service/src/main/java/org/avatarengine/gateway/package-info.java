/**
 * The only public door of the engine. Its parts: {@code key}, {@code user}, {@code token} and
 * {@code apikey} know who may come in, {@code limit} how often, {@code proxy} leads to the
 * services, {@code openapi} describes them all, {@code studio} serves the web app.
 */
package org.avatarengine.gateway;
