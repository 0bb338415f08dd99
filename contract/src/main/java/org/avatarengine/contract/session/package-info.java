/** Live sessions as clients and services see them. */
package org.avatarengine.contract.session;
