import { BlockList, isIP } from 'node:net';

/** IPv4 blocks of the IANA special-purpose registry that are not globally reachable, multicast and reserved space. */
const V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Outside the registry, but answers only inside one cloud: Azure's host agent.
  '168.63.129.16/32',
];

/** Parts of 2000::/3 that are special: protocol assignments with Teredo, documentation, 6to4, AS112. */
const V6_INSIDE_GLOBAL = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'];

function blockList(subnets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', prefix] = subnet.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

const specialV4 = blockList(V4, 'ipv4');
const globalV6 = blockList(['2000::/3'], 'ipv6');
const specialV6 = blockList(V6_INSIDE_GLOBAL, 'ipv6');

/**
 * Is this a globally reachable unicast address? IPv6 is allowed by list (2000::/3 and nothing else), so that v4-mapped,
 * NAT64, link-local and whatever is assigned later are refused without being named. Zone ids are refused.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !specialV4.check(address, 'ipv4');
    case 6:
      return !address.includes('%') && globalV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
    default:
      return false;
  }
}
