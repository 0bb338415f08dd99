/** The rules that module borders cannot express. */
package org.avatarengine.systemtests.architecture;
