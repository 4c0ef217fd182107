import { Link } from "@tanstack/react-router";

import { AddressPage, ProfilePage, SessionsPage, TokensPage } from "../../features/account/page";
import { AccountTabs } from "./Tabs";

export const ProfileRoute = () => <ProfilePage tabs={<AccountTabs />} />;
export const SessionsRoute = () => <SessionsPage tabs={<AccountTabs />} />;
export const TokensRoute = () => <TokensPage tabs={<AccountTabs />} />;
export const AddressRoute = () => (
  <AddressPage tabs={<AccountTabs />} profile={<Link to="/account">Go to your profile</Link>} />
);
