// Made by `make types` from the API description. Do not edit.

export interface paths {
    readonly "/boards/{board_id}/cards": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create Card
         * @description Put a new card on a board; at the end of its column unless a place is given.
         */
        readonly post: operations["create_card"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Card
         * @description A whole card, by its id or its key.
         */
        readonly get: operations["read_card"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Card
         * @description Put a card into the bin of its board, from where it can be restored for 30 days.
         *
         *     Its key is never given to another.
         */
        readonly delete: operations["delete_card"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch Card
         * @description Edit a card, move it, archive it or bring it back.
         *
         *     With `base_version`, a field that somebody else changed since is refused with 409 and both
         *     values; other fields merge.
         */
        readonly patch: operations["patch_card"];
        readonly trace?: never;
    };
    readonly "/cards/{card}/move": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Move Card
         * @description Move a card: to a column, before or after another card, or to a position.
         */
        readonly post: operations["move_card"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/columns/{column_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Column
         * @description Delete a column; its cards go to another one.
         */
        readonly delete: operations["delete_column"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch Column
         * @description Rename a column, change what it means or its limit, or move it.
         */
        readonly patch: operations["patch_column"];
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/boards": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Boards
         * @description The boards of a workspace, oldest first.
         */
        readonly get: operations["list_boards"];
        readonly put?: never;
        /**
         * Create Board
         * @description Make an empty board.
         */
        readonly post: operations["create_board"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Board
         * @description A board with columns, labels and all its open cards, in order. Members of cards that are null or empty are left out, and long texts are: `GET /cards/{card}` has all.
         */
        readonly get: operations["read_board"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Board
         * @description Delete a board with everything on it.
         */
        readonly delete: operations["delete_board"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch Board
         * @description Rename a board, archive it or bring it back.
         */
        readonly patch: operations["patch_board"];
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/columns": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create Column
         * @description Add a column; at the end unless a place is given.
         */
        readonly post: operations["create_column"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/labels": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create Label
         * @description Add a label.
         */
        readonly post: operations["create_label"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/labels/{label_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Label
         * @description Take a label from the board and from all its cards.
         */
        readonly delete: operations["delete_label"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch Label
         * @description Rename or recolour a label.
         */
        readonly patch: operations["patch_label"];
        readonly trace?: never;
    };
    readonly "/cards/{card}/relations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read Relations
         * @description The cards above and below a card, those that it waits for, and those that wait for it.
         */
        readonly get: operations["read_relations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/activity": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Card Activity
         * @description What happened to a card, the newest first: who, what, from where, and by which rule.
         *
         *     Also on boards that it left: each event names its board, and `seq` counts there.
         */
        readonly get: operations["card_activity"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Events
         * @description What happened on a board behind `since`, in order.
         */
        readonly get: operations["list_events"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Search Cards
         * @description Cards by key, title, texts or comments, archived ones too: by key first, then by title.
         */
        readonly get: operations["search_cards"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/me/cards": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List My Cards
         * @description The open cards that I work on, of all boards: what is due first comes first.
         */
        readonly get: operations["list_my_cards"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/me/notifications": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List My Notifications
         * @description What I should know, the newest first.
         */
        readonly get: operations["list_my_notifications"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/me/notifications/read": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Mark My Notifications
         * @description Say that I read some notifications, or all; or, with `read: false`, that I did not.
         */
        readonly post: operations["mark_my_notifications"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/rules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Rules
         * @description Which event on GitHub moves a card to which column.
         */
        readonly get: operations["get_rules"];
        /**
         * Put Rules
         * @description Choose where cards go. For admins. An event that is not named gets its default back.
         */
        readonly put: operations["put_rules"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/rules/dry-run": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try Rules
         * @description What rules would have done over the last 30 days, the newest first; nothing is changed.
         *
         *     As if they had been there all the time, between what people did. Whether a column with a hard limit is full
         *     is judged by the cards that it has today. Up to 500 moves, of the 2,000 cards of which there were news last.
         */
        readonly post: operations["try_rules"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/webhooks/github": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Receive Delivery
         * @description What GitHub's webhooks deliver. Signed; kept first, then worked on by a task.
         *
         *     202: it is kept, also if one that failed comes again. 200: it is done already, or means nothing
         *     to us.
         */
        readonly post: operations["receive_delivery"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/branch-name": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Branch Name
         * @description How a branch for this card would be called, and which are being made. GitHub is not asked.
         */
        readonly get: operations["get_branch_name"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/create-branch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create Branch
         * @description Have a branch made on GitHub, in my name. A task does it, and says what became of it.
         */
        readonly post: operations["create_branch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/branching": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Branching
         * @description How the branches of a board's cards are called, and where they are usually made.
         */
        readonly get: operations["get_branching"];
        /**
         * Put Branching
         * @description Choose how branches are called, and where they are usually made. For admins.
         */
        readonly put: operations["put_branching"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/branching/examples": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Branching Examples
         * @description What a template would make of some titles, before it is chosen.
         */
        readonly get: operations["get_branching_examples"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/me/branch-prefix": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get My Branch Prefix
         * @description What my branches begin with.
         */
        readonly get: operations["get_my_branch_prefix"];
        /**
         * Put My Branch Prefix
         * @description Have my branches begin so, on every board.
         */
        readonly put: operations["put_my_branch_prefix"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Deliveries
         * @description What webhooks delivered, the newest first, and what became of it. For admins of the workspace.
         *
         *     An API token needs the scope `admin`.
         */
        readonly get: operations["list_deliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/deliveries/{delivery_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Delivery
         * @description A delivery, with what was delivered. For admins of the workspace.
         */
        readonly get: operations["get_delivery"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/deliveries/{delivery_id}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replay Delivery
         * @description Have a delivery worked on once more, also if that went well. For admins of the workspace.
         *
         *     What was done by it before is not done twice.
         */
        readonly post: operations["replay_delivery"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/places": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Card Places
         * @description How a card stands on the whiteboard, on its board and on GitHub: as of when, what is under way,
         *     and what is wrong.
         */
        readonly get: operations["get_card_places"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/pull-requests": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Pull Requests
         * @description The pull requests of a card, with every check. What is known here: GitHub is not asked.
         */
        readonly get: operations["list_pull_requests"];
        readonly put?: never;
        /**
         * Link Pull Request
         * @description Link a pull request to a card, also one that was taken away. Of one that Trivet has not heard of,
         *     GitHub is asked in your name.
         *
         *     200: the card shows it already; then only `closes` changes.
         */
        readonly post: operations["link_pull_request"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/pull-requests/{pull_request_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Unlink Pull Request
         * @description Take a pull request away from a card, for good: nothing on GitHub brings it back.
         */
        readonly delete: operations["unlink_pull_request"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/github/repositories": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Reachable Repositories
         * @description The repositories that my GitHub account reaches, those with the latest push first.
         */
        readonly get: operations["list_reachable_repositories"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/repositories": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Repositories
         * @description The repositories that are connected to a workspace, oldest first.
         */
        readonly get: operations["list_repositories"];
        readonly put?: never;
        /**
         * Connect Repository
         * @description Connect a repository. For admins.
         *
         *     Without a secret GitHub is asked about it in your name, and a task makes its webhook, where one is
         *     needed and can be made; with a secret make the webhook yourself, as `webhook` says.
         */
        readonly post: operations["connect_repository"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/repositories/{repo_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Disconnect Repository
         * @description Disconnect a repository. For admins.
         *
         *     Its deliveries are refused from now on, and a webhook that Trivet made is removed by a task. What cards
         *     show of it stays as it is.
         */
        readonly delete: operations["disconnect_repository"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change Repository
         * @description Give a repository's webhook a new secret, or switch what Trivet writes on GitHub. For admins.
         *
         *     From then on only a webhook with the new secret is accepted; it may be another one than before. A webhook
         *     that Trivet keeps is given it by a task. Before something is switched on that nobody could do, GitHub is
         *     asked.
         */
        readonly patch: operations["change_repository"];
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/repositories/{repo_id}/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Check Repository
         * @description Have a repository and its webhook looked at on GitHub, and mended where that can be. For admins.
         */
        readonly post: operations["check_repository"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/repositories/{repo_id}/branches": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Branches
         * @description The branches of a repository, as GitHub shows them to you now. For members who may make some.
         */
        readonly get: operations["list_branches"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Start Card
         * @description Begin with a card: assign me, move it to where work begins, and have its branch made.
         *
         *     All of it, or nothing. One undo takes back what happened on the board.
         */
        readonly post: operations["start_card"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/finish": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Finish Card
         * @description Be done with a card once all pull requests that finish it are merged.
         *
         *     Its merged branches can be deleted with it, or later by the same request.
         */
        readonly post: operations["finish_card"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/github/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Github Status
         * @description Whether GitHub answers, what it still allows me in this hour, and my account there.
         *
         *     Asks nothing of GitHub.
         */
        readonly get: operations["github_status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/pull-requests/{pull_request_id}/sync": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sync Pull Request
         * @description Have a pull request of this card read anew on GitHub, with its reviews and checks.
         */
        readonly post: operations["sync_pull_request"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/oauth/login": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Begin Miro Sign In
         * @description Send the browser to Miro, to connect an account there.
         *
         *     To the account that is signed in in this browser; if none is, whoever comes back signs in by it.
         */
        readonly get: operations["begin_miro_sign_in"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/oauth/callback": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Come Back From Miro
         * @description Where Miro sends the browser. Works once, and only in the browser where it began.
         */
        readonly get: operations["come_back_from_miro"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/miro/session": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign In With Miro
         * @description Sign in with the id token that Miro's Web SDK gives to a panel. Sets no cookie.
         *
         *     Who has only a Miro account gets an account here by it; not with `sign_up: false`, since they may have
         *     one to which Miro is not connected.
         */
        readonly post: operations["sign_in_with_miro"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/miro": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Miro Account
         * @description My Miro account, and what it lets Trivet do.
         */
        readonly get: operations["miro_account"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Disconnect Miro
         * @description Disconnect my Miro account: Trivet forgets its tokens, and has Miro forget them.
         */
        readonly delete: operations["disconnect_miro"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/auth/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Miro Status
         * @description Whether there are tokens for the caller's Miro account, and they work; refreshed if they are to be.
         *
         *     404: there are none, or they work no more; connect Miro then (`GET /oauth/login`).
         */
        readonly get: operations["miro_status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/users": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Bring Miro Tokens
         * @description Keep tokens that the caller got from Miro. Miro itself is asked whose they are.
         *
         *     201: there were none before. 200: they replace others.
         */
        readonly post: operations["bring_miro_tokens"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/boards/{boardId}/shapes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Shapes
         * @description The shapes of a board; or, with `since`, those that changed after an earlier answer, as far as Trivet
         *     saw.
         */
        readonly get: operations["list_shapes"];
        readonly put?: never;
        /**
         * Create Shapes
         * @description Make a shape; or up to 500, each of which is made or not by itself.
         */
        readonly post: operations["create_shapes"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/boards/{boardId}/shapes/{itemId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Shape
         * @description One shape, with its style.
         */
        readonly get: operations["get_shape"];
        /**
         * Update Shape
         * @description Change what is given of a shape; the rest stays as it is.
         */
        readonly put: operations["update_shape"];
        readonly post?: never;
        /**
         * Delete Shape
         * @description Delete a shape.
         */
        readonly delete: operations["delete_shape"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/boards/{boardId}/tags": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Miro Tags
         * @description All tags of a board.
         */
        readonly get: operations["list_miro_tags"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/boards": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Miro Boards
         * @description The boards in Miro that the caller may see, the last opened first, with what is known of each here.
         */
        readonly get: operations["list_miro_boards"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/boards/{boardId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Miro Board
         * @description A board in Miro, and what is known of it.
         */
        readonly get: operations["get_miro_board"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/boards/{boardId}/sync": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sync Miro Board
         * @description Have all of a board read anew, unless that is under way: by a task, which tells how far it is.
         */
        readonly post: operations["sync_miro_board"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/cache/{boardId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Miro Cache
         * @description What is known of a board. 404: nothing, or it is not for the caller.
         */
        readonly get: operations["get_miro_cache"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/limits": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Miro Limits
         * @description How much Miro lets us do for the caller right now, and how much waits.
         */
        readonly get: operations["get_miro_limits"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Workspaces
         * @description My workspaces, oldest first.
         */
        readonly get: operations["list_workspaces"];
        readonly put?: never;
        /**
         * Create Workspace
         * @description Make a workspace; whoever does owns it.
         */
        readonly post: operations["create_workspace"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Workspace
         * @description One workspace.
         */
        readonly get: operations["get_workspace"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Workspace
         * @description Delete a workspace and everything in it. For its owners.
         */
        readonly delete: operations["delete_workspace"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Update Workspace
         * @description Rename a workspace. For its admins.
         */
        readonly patch: operations["update_workspace"];
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/members": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Members
         * @description Who is in a workspace, and as what.
         */
        readonly get: operations["list_members"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/members/{user_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Remove Member
         * @description Remove a member. For admins; and for everybody, themselves.
         */
        readonly delete: operations["remove_member"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change Role
         * @description Give a member another role. For admins; never above their own.
         */
        readonly patch: operations["change_role"];
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Workspace Audit
         * @description What happened in a workspace outside of its boards, the newest first.
         *
         *     For its admins; an API token needs the scope `admin`.
         */
        readonly get: operations["list_workspace_audit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Own Audit
         * @description What happened to my account, the newest first: sign-ins, sessions, API tokens.
         *
         *     An API token needs the scope `admin`.
         */
        readonly get: operations["own_audit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/invitations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Invitations
         * @description Who is invited and has not come yet. For admins.
         */
        readonly get: operations["list_invitations"];
        readonly put?: never;
        /**
         * Invite
         * @description Invite people by mail; where there is no mail server, by links to hand on. For admins.
         *
         *     Whoever is invited already gets a new link with this role, and the old link ends. Invitations can
         *     be accepted for seven days. An answer with links is not kept for an `Idempotency-Key`.
         */
        readonly post: operations["invite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/invitations/{invitation_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke Invitation
         * @description Take an invitation back: its link ends at once. For admins.
         */
        readonly delete: operations["revoke_invitation"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/invitations/{invitation_id}/resend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Resend Invitation
         * @description Send an invitation again: a new link, for another seven days. For admins.
         *
         *     An answer with a link is not kept for an `Idempotency-Key`.
         */
        readonly post: operations["resend_invitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/invitations/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Preview Invitation
         * @description What am I invited to? Asked without signing in; `token` is what stands behind the link's `#`.
         */
        readonly post: operations["preview_invitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/invitations/{token}/accept": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Accept Invitation
         * @description Join the workspace. An invitation that is bound to an address is for its owner only.
         *
         *     Who is in the workspace already gets it as it is; their role stays.
         */
        readonly post: operations["accept_invitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/me/invitations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Own Invitations
         * @description What am I invited to, under an address that I have proven?
         *
         *     Not what was used, taken back or is too old, nor workspaces in which I am already.
         */
        readonly get: operations["list_own_invitations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/me/invitations/{invitation_id}/accept": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Accept Own Invitation
         * @description Join the workspace, by an invitation to an address that I have proven; its link is not needed.
         *
         *     Who is in the workspace already gets it as it is; their role stays.
         */
        readonly post: operations["accept_own_invitation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/local": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign In Locally
         * @description Sign in with the one-time link that Trivet prints when it starts.
         *
         *     `token` is what stands behind the `#` of the link. Browsers get their session as cookies too.
         */
        readonly post: operations["sign_in_locally"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/refresh": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Refresh
         * @description Exchange a refresh token for an access token and the next refresh token.
         *
         *     Programs send it in the body. Browsers send their cookie, and `X-CSRF-Token`.
         */
        readonly post: operations["refresh"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/logout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Logout
         * @description End this session, or all of this person's.
         */
        readonly post: operations["logout"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Me
         * @description Who am I, and what may this token do?
         */
        readonly get: operations["me"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Account
         * @description Delete my account, at once and for ever.
         *
         *     What I made in workspaces with others stays there, by "Former member". A workspace in which I am
         *     alone goes with me. Cards stay as they are, also where I wrote them; with `redact_texts` their
         *     history no longer holds what I typed, and my comments are redacted.
         */
        readonly delete: operations["delete_account"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Rename Me
         * @description Change my name. Whoever signs in with GitHub is called what GitHub says.
         */
        readonly patch: operations["rename_me"];
        readonly trace?: never;
    };
    readonly "/auth/tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Api Tokens
         * @description My API tokens, without their secrets.
         */
        readonly get: operations["list_api_tokens"];
        readonly put?: never;
        /**
         * Create Api Token
         * @description Make an API token. Its secret is shown this once.
         */
        readonly post: operations["create_api_token"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/tokens/{token_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Api Token
         * @description Delete an API token: it stops working at once.
         */
        readonly delete: operations["delete_api_token"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Sessions
         * @description My sessions that have not ended, the one last used first.
         *
         *     An API token needs the scope `admin`.
         */
        readonly get: operations["list_sessions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/sessions/{session_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * End Session
         * @description End one of my sessions: its tokens stop working at once, and its sockets are closed.
         *
         *     An API token needs the scope `admin`.
         */
        readonly delete: operations["end_session"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/email": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask For Sign In Email
         * @description Have a link mailed that signs in: once, within 15 minutes, in this browser.
         *
         *     The answer does not tell whether anybody with this address may sign in.
         */
        readonly post: operations["ask_for_sign_in_email"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/email/callback": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign In By Email
         * @description Sign in with the secret of a mailed link, in the browser in which it was asked for.
         */
        readonly post: operations["sign_in_by_email"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/methods": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Auth Methods
         * @description The ways in which people sign in here, and whether they can connect Miro.
         */
        readonly get: operations["auth_methods"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/github/login": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Begin Github Sign In
         * @description Send the browser to GitHub, which sends it back to `/auth/github/callback`.
         */
        readonly get: operations["begin_github_sign_in"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/github/callback": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Come Back From Github
         * @description Where GitHub sends the browser: leads to the page of the client that posts code and state.
         *
         *     They travel behind the `#`: in no log on the way, and in no `Referer`.
         */
        readonly get: operations["come_back_from_github"];
        readonly put?: never;
        /**
         * Sign In With Github
         * @description Sign in with the code and the state that GitHub sent the browser back with.
         *
         *     Works once, and only in the browser where it began: its cookie proves that.
         */
        readonly post: operations["sign_in_with_github"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/github": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Github Account
         * @description My GitHub account, and what it lets Trivet do.
         */
        readonly get: operations["github_account"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/me/addresses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask For Address Email
         * @description Have a link mailed that adds an address to my account: once, within 15 minutes, in this session.
         *
         *     To an address of another account nothing is mailed, and the answer does not tell.
         */
        readonly post: operations["ask_for_address_email"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/me/addresses/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add Address
         * @description Add the address to which a link was mailed, in the session that asked for it.
         */
        readonly post: operations["add_address"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/me/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export My Data
         * @description All that Trivet keeps of me: profile, sign-ins, tokens (without secrets), workspaces, cards
         *     that I made or work on, and what I changed.
         *
         *     Of workspaces that I have left it holds nothing.
         */
        readonly get: operations["export_my_data"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/bulk-update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Bulk Update Cards
         * @description Change many cards of one board alike.
         *
         *     Up to 200 in one transaction, each with its result; with more, a task does it, a part at a time.
         */
        readonly post: operations["bulk_update_cards"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/undo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Undo Change
         * @description Take back your own last change of cards, or the one to which an event belongs.
         *
         *     Field by field, what nobody else touched since; what is not taken back is named. The undo of an
         *     undo brings the change about again.
         */
        readonly post: operations["undo_change"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/checklist": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add Checklist Item
         * @description Add a step to a card; the last one unless a place is given.
         */
        readonly post: operations["add_checklist_item"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/checklist/{item_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Checklist Item
         * @description Take a step from a card.
         */
        readonly delete: operations["delete_checklist_item"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch Checklist Item
         * @description Rewrite a step, tick it, or move it within its list.
         */
        readonly patch: operations["patch_checklist_item"];
        readonly trace?: never;
    };
    readonly "/cards/{card}/links": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add Link
         * @description Add an address to a card; the last one unless a place is given.
         */
        readonly post: operations["add_link"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/links/{link_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Link
         * @description Take a link from a card.
         */
        readonly delete: operations["delete_link"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch Link
         * @description Change a link, or move it within its list.
         */
        readonly patch: operations["patch_link"];
        readonly trace?: never;
    };
    readonly "/cards/{card}/dependencies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add Dependency
         * @description Let a card wait for another one of the workspace, or another one for it.
         */
        readonly post: operations["add_dependency"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/dependencies/{other}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Dependency
         * @description Let neither of two cards wait for the other.
         */
        readonly delete: operations["delete_dependency"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/comments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Comments
         * @description What was said about a card, the oldest first.
         */
        readonly get: operations["list_comments"];
        readonly put?: never;
        /**
         * Create Comment
         * @description Say something about a card, in Markdown. `[@Name](user:<id>)` mentions a member.
         */
        readonly post: operations["create_comment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/comments/{comment_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete Comment
         * @description Take a comment back; who wrote it, or an admin. The history forgets what it said.
         */
        readonly delete: operations["delete_comment"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch Comment
         * @description Say something else instead; only who wrote it.
         */
        readonly patch: operations["patch_comment"];
        readonly trace?: never;
    };
    readonly "/cards/{card}/restore": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Restore Card
         * @description Bring a card back from the bin, or from the archive.
         */
        readonly post: operations["restore_card"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/copy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Copy Card
         * @description Copy a card, on its own board or to another one of the workspace.
         *
         *     Texts, facts, labels, people, steps (all to be done) and links; on another board labels by their
         *     names, made there if need be. Comments, dependencies and pull requests stay with the original.
         */
        readonly post: operations["copy_card"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cards/{card}/transfer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Transfer Card
         * @description Move a card to another board of its workspace.
         *
         *     It keeps its id, its history and all that belongs to it, and gets a new key; the old one still
         *     finds it. Its labels are found there by their names, and made if need be.
         */
        readonly post: operations["transfer_card"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/activity": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Board Activity
         * @description What happened on a board, the newest first: who, what, before and after, from where.
         */
        readonly get: operations["board_activity"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/bin": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Bin
         * @description The cards that were deleted from a board within 30 days, the last one first.
         */
        readonly get: operations["list_bin"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/boards/{board_id}/copy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Copy Board
         * @description Make a board like another one: columns, labels, rules and names of branches, and its open cards if wanted.
         */
        readonly post: operations["copy_board"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Installation Tasks
         * @description The tasks that belong to no workspace, the youngest first. For instance admins.
         */
        readonly get: operations["list_installation_tasks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tasks/{task_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Get Task
         * @description One task: its state, attempts, next attempt, error, result.
         */
        readonly get: operations["get_task"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Drop Task
         * @description Forget a task that failed, was cancelled or is indeterminate. Nothing else goes with it.
         */
        readonly delete: operations["drop_task"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/workspaces/{workspace_id}/tasks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Tasks
         * @description The tasks of a workspace, the youngest first. Finished ones are kept for 30 days, failed ones for 90.
         */
        readonly get: operations["list_tasks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tasks/{task_id}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Retry Task
         * @description Start a task again that failed, was cancelled or is indeterminate.
         */
        readonly post: operations["retry_task"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tasks/{task_id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel Task
         * @description Stop a task: at once if it waits, at its next step if it runs.
         */
        readonly post: operations["cancel_task"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/logs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Keep Client Logs
         * @description Keep what a client logged, for 14 days. All of it or, if an entry is refused, nothing.
         *
         *     For whoever is signed in; an API token needs the scope `miro`. 1,000 entries at most, and 1 MiB.
         */
        readonly post: operations["keep_client_logs"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/logs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List Client Logs
         * @description What clients logged in the last 14 days, the latest first. For instance admins.
         */
        readonly get: operations["list_client_logs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/healthz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Healthz
         * @description Whether the process is alive. Asks nothing of anybody.
         */
        readonly get: operations["healthz"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Readyz
         * @description Whether the database answers within 2 seconds; 503 names what does not.
         *
         *     Redis, GitHub and Miro, where they are used, are named too: without Redis others are heard later,
         *     without GitHub and Miro what is to be done there waits, and we are ready all the same. They are not
         *     asked themselves: `missing` says that one did not answer lately.
         */
        readonly get: operations["readyz"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Acceptance
         * @description What became of a delivery.
         * @enum {string}
         */
        readonly Acceptance: "accepted" | "already_done" | "not_supported";
        /**
         * AddressAsk
         * @description An address to be added to one's account.
         */
        readonly AddressAsk: {
            /**
             * Email
             * Format: email
             */
            readonly email: string;
        };
        /**
         * AddressConfirm
         * @description The secret of a link that was mailed to an address: what stands behind the `#`.
         */
        readonly AddressConfirm: {
            /** Token */
            readonly token: string;
        };
        /**
         * ApiState
         * @description Whether GitHub can be asked at the moment.
         * @enum {string}
         */
        readonly ApiState: "ok" | "unreachable" | "limited" | "not_set_up";
        /**
         * ApiTokenCreate
         * @description A new API token.
         */
        readonly ApiTokenCreate: {
            /** Name */
            readonly name: string;
            /**
             * Scopes
             * @description What it may do. `write` includes `read`, `admin` includes both; `miro` stands by itself.
             * @default [
             *       "read"
             *     ]
             */
            readonly scopes: readonly components["schemas"]["Scope"][];
            /**
             * Expires At
             * @description When it ends; null is never.
             */
            readonly expires_at?: string | null;
        };
        /**
         * ApiTokenCreatedOut
         * @description An API token with its secret, which is shown this once.
         */
        readonly ApiTokenCreatedOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Name */
            readonly name: string;
            /** Scopes */
            readonly scopes: readonly components["schemas"]["Scope"][];
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Expires At */
            readonly expires_at: string | null;
            /** Last Used At */
            readonly last_used_at: string | null;
            /** Token */
            readonly token: string;
        };
        /**
         * ApiTokenOut
         * @description An API token, without its secret.
         */
        readonly ApiTokenOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Name */
            readonly name: string;
            /** Scopes */
            readonly scopes: readonly components["schemas"]["Scope"][];
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Expires At */
            readonly expires_at: string | null;
            /** Last Used At */
            readonly last_used_at: string | null;
        };
        /**
         * AuditEventOut
         * @description What happened to an account, or in a workspace outside of its boards.
         */
        readonly AuditEventOut: {
            /**
             * Seq
             * @description Its number in this log, from 1 without a gap.
             */
            readonly seq: number;
            /**
             * Type
             * @description What happened, such as `member.role_changed`.
             */
            readonly type: string;
            /** @description Who did it; null where nobody signed in did. */
            readonly actor: components["schemas"]["AuditPersonOut"] | null;
            /** @description Whom it concerns, if it concerns somebody. */
            readonly user: components["schemas"]["AuditPersonOut"] | null;
            /**
             * Origin
             * @description Where it came from: `board`, `api`, `github` …
             */
            readonly origin: string;
            /**
             * Correlation Id
             * @description The request, as `X-Request-ID` names it.
             */
            readonly correlation_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Payload */
            readonly payload: {
                readonly [key: string]: unknown;
            };
        };
        /**
         * AuditPersonOut
         * @description Somebody who is named in the audit log.
         */
        readonly AuditPersonOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Name
             * @description Their name today; `former member` where the account is gone.
             */
            readonly name: string;
        };
        /**
         * Blocked
         * @description What could not be taken back, and why.
         */
        readonly Blocked: {
            /**
             * Card Id
             * Format: uuid
             */
            readonly card_id: string;
            /**
             * Key
             * @description Null if the card is no more.
             */
            readonly key?: string | null;
            /**
             * Field
             * @description A field of the card; `card` for its coming and going.
             */
            readonly field: string;
            /**
             * Reason
             * @description `changed_since`, `archived`, `deleted`, `gone`, `elsewhere`, `forgotten`, `column_deleted`, `column_full`, `board_full`, `label_deleted`, `not_a_member`, `related_elsewhere` or `cycle`.
             */
            readonly reason: string;
            /**
             * By
             * @description Who changed it since, if somebody did.
             */
            readonly by?: string | null;
            /** At */
            readonly at?: string | null;
        };
        /**
         * BoardCopyAs
         * @description What the copy of a board is called, and whether it gets the cards too.
         */
        readonly BoardCopyAs: {
            /** Name */
            readonly name: string;
            /**
             * Key
             * @description Made from the name if absent.
             */
            readonly key?: string | null;
            /**
             * With Cards
             * @description Its open cards too.
             * @default false
             */
            readonly with_cards: boolean;
        };
        /** BoardCreate */
        readonly BoardCreate: {
            /** Name */
            readonly name: string;
            /**
             * Key
             * @description Made from the name if absent.
             */
            readonly key?: string | null;
            /**
             * @description Which columns and labels it begins with.
             * @default blank
             */
            readonly template: components["schemas"]["Template"];
        };
        /** BoardPatch */
        readonly BoardPatch: {
            /** Name */
            readonly name?: string | null;
            /** Archived */
            readonly archived?: boolean | null;
        };
        /**
         * BoardPlace
         * @description The card on its board, which is here.
         */
        readonly BoardPlace: {
            /** @description `none`: it is not there. */
            readonly state: components["schemas"]["PlaceState"];
            /**
             * Synced At
             * @description As of when what is shown is known to be true; null if nothing is known.
             */
            readonly synced_at: string | null;
            /**
             * Pending
             * @description What is under way there.
             */
            readonly pending: readonly components["schemas"]["TaskOut"][];
            /**
             * Problems
             * @description What is wrong there; the state is `problem`.
             */
            readonly problems: readonly components["schemas"]["PlaceProblem"][];
            /**
             * Board Id
             * Format: uuid
             */
            readonly board_id: string;
            /** Archived */
            readonly archived: boolean;
        };
        /**
         * BoardSummary
         * @description A board without what stands on it.
         */
        readonly BoardSummary: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Workspace Id
             * Format: uuid
             */
            readonly workspace_id: string;
            /** Key */
            readonly key: string;
            /** Name */
            readonly name: string;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Archived At */
            readonly archived_at?: string | null;
        };
        /**
         * BranchBegun
         * @description A task makes it.
         */
        readonly BranchBegun: {
            readonly task: components["schemas"]["TaskOut"];
        };
        /**
         * BranchCommands
         * @description What one types to work on a branch.
         */
        readonly BranchCommands: {
            /**
             * Fetch
             * @description Where the branch is on GitHub.
             */
            readonly fetch: string;
            /**
             * Create
             * @description To make it by oneself.
             */
            readonly create: string;
        };
        /**
         * BranchCreate
         * @description A branch to make on GitHub.
         */
        readonly BranchCreate: {
            /**
             * Repo Id
             * Format: uuid
             * @description A repository that is connected to the card's workspace.
             */
            readonly repo_id: string;
            /**
             * Branch Name
             * @description What it is called; as suggested if absent.
             */
            readonly branch_name?: string | null;
            /**
             * Base Branch
             * @description Where it starts; from the repository's default branch if absent.
             */
            readonly base_branch?: string | null;
        };
        /**
         * BranchExample
         * @description A card, and what its branch would be called.
         */
        readonly BranchExample: {
            /** Title */
            readonly title: string;
            /** Name */
            readonly name: string;
        };
        /**
         * BranchExamplesOut
         * @description What a template makes of some titles.
         */
        readonly BranchExamplesOut: {
            /** Template */
            readonly template: string;
            /**
             * Items
             * @description None where it cannot make any.
             */
            readonly items: readonly components["schemas"]["BranchExample"][];
            /**
             * Problem
             * @description Why it cannot, in one sentence.
             */
            readonly problem: string | null;
        };
        /**
         * BranchNameOut
         * @description How a branch of a card would be called, and where it would be made.
         */
        readonly BranchNameOut: {
            /**
             * Name
             * @description By the board's template, with the caller's prefix.
             */
            readonly name: string;
            /** Template */
            readonly template: string;
            /** Prefix */
            readonly prefix: string;
            /**
             * Repository Id
             * @description The board's usual one, else the only one, else the one used last; null if none.
             */
            readonly repository_id: string | null;
            /**
             * Base Branch
             * @description That repository's default branch; null as long as nobody looked.
             */
            readonly base_branch: string | null;
            /** @description For the name that was asked about, else for the suggested one; null if it is none. */
            readonly commands: components["schemas"]["BranchCommands"] | null;
            /** @description What is wrong with the name that was asked about. */
            readonly problem: components["schemas"]["BranchNameProblem"] | null;
            /**
             * Pending
             * @description Branches of this card that are being made, or could not be within the last day; the newest first.
             */
            readonly pending: readonly components["schemas"]["BranchTaskOut"][];
        };
        /**
         * BranchNameProblem
         * @description Why a branch cannot be called so.
         */
        readonly BranchNameProblem: {
            /**
             * Code
             * @default invalid_branch_name
             * @constant
             */
            readonly code: "invalid_branch_name";
            /** Detail */
            readonly detail: string;
        };
        /**
         * BranchOnCard
         * @description A branch of a card.
         */
        readonly BranchOnCard: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Repository
             * @description Its full name, such as `acme/rocket`.
             */
            readonly repository: string;
            /** Name */
            readonly name: string;
            /** Url */
            readonly url?: string | null;
            /**
             * Head Sha
             * @description The commit that it points at, if known.
             */
            readonly head_sha?: string | null;
            /**
             * Pushed At
             * @description When that was pushed, if known.
             */
            readonly pushed_at?: string | null;
        };
        /**
         * BranchOut
         * @description A branch on GitHub.
         */
        readonly BranchOut: {
            /** Name */
            readonly name: string;
            /** Sha */
            readonly sha: string;
            /** Default */
            readonly default: boolean;
        };
        /**
         * BranchPlace
         * @description The card's branches and pull requests on GitHub.
         *
         *     `synced_at` is that of the repository of which least is known.
         */
        readonly BranchPlace: {
            /** @description `none`: it is not there. */
            readonly state: components["schemas"]["PlaceState"];
            /**
             * Synced At
             * @description As of when what is shown is known to be true; null if nothing is known.
             */
            readonly synced_at: string | null;
            /**
             * Pending
             * @description What is under way there.
             */
            readonly pending: readonly components["schemas"]["TaskOut"][];
            /**
             * Problems
             * @description What is wrong there; the state is `problem`.
             */
            readonly problems: readonly components["schemas"]["PlaceProblem"][];
            /** Repositories */
            readonly repositories: readonly components["schemas"]["RepositoryPlace"][];
        };
        /**
         * BranchPrefixOut
         * @description What somebody's branches begin with.
         */
        readonly BranchPrefixOut: {
            /** Prefix */
            readonly prefix: string;
        };
        /**
         * BranchPrefixPut
         * @description What my branches begin with from now on.
         */
        readonly BranchPrefixPut: {
            /**
             * Prefix
             * @description Such as `ada/`; empty for nothing.
             */
            readonly prefix: string;
        };
        /**
         * BranchTaskOut
         * @description A branch that is being made for a card, or that could not be made.
         */
        readonly BranchTaskOut: {
            readonly task: components["schemas"]["TaskOut"];
            /**
             * Repository Id
             * Format: uuid
             */
            readonly repository_id: string;
            /** Branch Name */
            readonly branch_name: string;
            /**
             * Base Branch
             * @description Null for the repository's default branch.
             */
            readonly base_branch: string | null;
            /**
             * Suggestion
             * @description A name that is free, where the wanted one was not (as of that attempt).
             */
            readonly suggestion: string | null;
        };
        /**
         * Branches
         * @description Branches: the default one first; of a search, those that begin so first.
         */
        readonly Branches: {
            /** Items */
            readonly items: readonly components["schemas"]["BranchOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
            /**
             * Truncated
             * @description Whether there are more than Trivet looks through: search by how they begin.
             */
            readonly truncated: boolean;
        };
        /**
         * BranchingOut
         * @description How the branches of a board's cards are called, and where they are usually made.
         */
        readonly BranchingOut: {
            /**
             * Template
             * @description What its people chose; null for the one of the house.
             */
            readonly template: string | null;
            /**
             * Repository Id
             * @description Where they are usually made; null if not said.
             */
            readonly repository_id: string | null;
            /** Effective Template */
            readonly effective_template: string;
        };
        /**
         * BranchingPut
         * @description What a board's people choose about its branches.
         */
        readonly BranchingPut: {
            /**
             * Template
             * @description Such as `{type}/{key}-{title}`, with `{number}` and `{user}` too; null for the one of the house.
             */
            readonly template: string | null;
            /**
             * Repository Id
             * @description A repository that is connected to the workspace; null for none in particular.
             */
            readonly repository_id: string | null;
        };
        /**
         * BulkMode
         * @description What happens to the others if a card cannot be changed.
         * @enum {string}
         */
        readonly BulkMode: "atomic" | "partial";
        /**
         * BulkOut
         * @description What became of the cards, in the order of card_ids.
         */
        readonly BulkOut: {
            readonly mode: components["schemas"]["BulkMode"];
            /**
             * Batch Id
             * Format: uuid
             * @description What all events of this change have in common.
             */
            readonly batch_id: string;
            /** Updated */
            readonly updated: number;
            /** Unchanged */
            readonly unchanged: number;
            /** Failed */
            readonly failed: number;
            /** Results */
            readonly results: readonly components["schemas"]["CardResult"][];
        };
        /**
         * BulkUpdate
         * @description Changes of many cards of one board.
         */
        readonly BulkUpdate: {
            /** Card Ids */
            readonly card_ids: readonly string[];
            readonly updates: components["schemas"]["BulkUpdates"];
            /**
             * @description `atomic`: all or none, up to 200 cards. `partial`: those that can.
             * @default atomic
             */
            readonly mode: components["schemas"]["BulkMode"];
            /**
             * Force
             * @description Past a hard limit of the column; for admins.
             * @default false
             */
            readonly force: boolean;
        };
        /**
         * BulkUpdates
         * @description What becomes of each card. Absent members stay; null empties those that can be empty.
         */
        readonly BulkUpdates: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /**
             * Column Id
             * @description Where the cards go, in the order of card_ids; to its end at least.
             */
            readonly column_id?: string | null;
            /** Add Label Ids */
            readonly add_label_ids?: readonly string[];
            /** Remove Label Ids */
            readonly remove_label_ids?: readonly string[];
            /** Add Assignee Ids */
            readonly add_assignee_ids?: readonly string[];
            /** Remove Assignee Ids */
            readonly remove_assignee_ids?: readonly string[];
            readonly priority?: components["schemas"]["Priority"] | null;
            /** Estimate */
            readonly estimate?: number | null;
            /** Start Date */
            readonly start_date?: string | null;
            /** Due Date */
            readonly due_date?: string | null;
            /**
             * Archived
             * @description Archive them, or bring them back
             */
            readonly archived?: boolean | null;
        };
        /**
         * CallerKind
         * @enum {string}
         */
        readonly CallerKind: "session" | "api_token";
        /**
         * CardCopy
         * @description A copy of a card; on the same board behind the original unless a place is given.
         */
        readonly CardCopy: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /**
             * Column Id
             * @description If absent: that of the card beside which it goes, else the column like the one it comes from, by name or by category.
             */
            readonly column_id?: string | null;
            /**
             * Force
             * @description Past a hard limit of the column; for admins.
             * @default false
             */
            readonly force: boolean;
            /**
             * Board Id
             * @description Of the same workspace; its own if absent.
             */
            readonly board_id?: string | null;
            /**
             * Title
             * @description The original's if absent.
             */
            readonly title?: string | null;
        };
        /**
         * CardCreate
         * @description A new card; at the end of its column unless a place is given.
         */
        readonly CardCreate: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /**
             * Column Id
             * Format: uuid
             */
            readonly column_id: string;
            /**
             * Force
             * @description Past a hard limit of the column; for admins.
             * @default false
             */
            readonly force: boolean;
            /** Title */
            readonly title: string;
            /**
             * Description
             * @default
             */
            readonly description: string;
            /**
             * Acceptance Criteria
             * @default
             */
            readonly acceptance_criteria: string;
            /** @default none */
            readonly priority: components["schemas"]["Priority"];
            /** Estimate */
            readonly estimate?: number | null;
            /** Start Date */
            readonly start_date?: string | null;
            /** Due Date */
            readonly due_date?: string | null;
            /**
             * Parent Id
             * @description A card of the same workspace.
             */
            readonly parent_id?: string | null;
            /** Label Ids */
            readonly label_ids?: readonly string[];
            /** Assignee Ids */
            readonly assignee_ids?: readonly string[];
        };
        /**
         * CardError
         * @description Why a card was not changed.
         */
        readonly CardError: {
            /**
             * Code
             * @description Stable; what programs decide by.
             */
            readonly code: string;
            /**
             * Detail
             * @description What to do next.
             */
            readonly detail: string;
        };
        /**
         * CardFinish
         * @description How work on a card ends.
         */
        readonly CardFinish: {
            /**
             * Delete Branches
             * @description Whether the branches of its merged pull requests are deleted on GitHub.
             * @default false
             */
            readonly delete_branches: boolean;
            /**
             * Force
             * @description Past a hard limit of the column; for admins.
             * @default false
             */
            readonly force: boolean;
        };
        /**
         * CardMove
         * @description Where a card goes; to the end of the column unless a place is given.
         */
        readonly CardMove: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /**
             * Column Id
             * @description If absent: that of the card beside which it goes, else the one it has.
             */
            readonly column_id?: string | null;
            /**
             * Base Version
             * @description The version you saw; what somebody else changed since is refused.
             */
            readonly base_version?: number | null;
            /**
             * Force
             * @description Past a hard limit of the column; for admins.
             * @default false
             */
            readonly force: boolean;
        };
        /**
         * CardOnBoard
         * @description A card in a board's answer. Members that are null or empty are left out.
         */
        readonly CardOnBoard: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Key */
            readonly key: string;
            /** Number */
            readonly number: number;
            /** Title */
            readonly title: string;
            /**
             * Column Id
             * Format: uuid
             */
            readonly column_id: string;
            /** Rank */
            readonly rank: string;
            /** Version */
            readonly version: number;
            /** @default none */
            readonly priority: components["schemas"]["Priority"];
            /** Estimate */
            readonly estimate?: number | null;
            /** Start Date */
            readonly start_date?: string | null;
            /** Due Date */
            readonly due_date?: string | null;
            /** Assignee Ids */
            readonly assignee_ids?: readonly string[];
            /** Label Ids */
            readonly label_ids?: readonly string[];
            /** Parent Id */
            readonly parent_id?: string | null;
            /**
             * Blocked By
             * @description Cards that it waits for.
             */
            readonly blocked_by?: readonly string[];
            /**
             * Blocks
             * @description Cards that wait for it.
             */
            readonly blocks?: readonly string[];
            /**
             * Comment Count
             * @default 0
             */
            readonly comment_count: number;
            /** Pull Requests */
            readonly pull_requests?: readonly components["schemas"]["PullRequestOnCard"][];
            /** Branches */
            readonly branches?: readonly components["schemas"]["BranchOnCard"][];
            /** @description Only if a rule could not move it. */
            readonly held_back?: components["schemas"]["HeldBack"] | null;
            /** Created By */
            readonly created_by?: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            readonly updated_at: string;
            /** Archived At */
            readonly archived_at?: string | null;
            /**
             * Has Description
             * @default false
             */
            readonly has_description: boolean;
            /**
             * Has Acceptance Criteria
             * @default false
             */
            readonly has_acceptance_criteria: boolean;
            /**
             * Checklist Total
             * @default 0
             */
            readonly checklist_total: number;
            /**
             * Checklist Done
             * @default 0
             */
            readonly checklist_done: number;
        };
        /**
         * CardOut
         * @description A whole card. Members that are null or empty are left out.
         */
        readonly CardOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Key */
            readonly key: string;
            /** Number */
            readonly number: number;
            /** Title */
            readonly title: string;
            /**
             * Column Id
             * Format: uuid
             */
            readonly column_id: string;
            /** Rank */
            readonly rank: string;
            /** Version */
            readonly version: number;
            /** @default none */
            readonly priority: components["schemas"]["Priority"];
            /** Estimate */
            readonly estimate?: number | null;
            /** Start Date */
            readonly start_date?: string | null;
            /** Due Date */
            readonly due_date?: string | null;
            /** Assignee Ids */
            readonly assignee_ids?: readonly string[];
            /** Label Ids */
            readonly label_ids?: readonly string[];
            /** Parent Id */
            readonly parent_id?: string | null;
            /**
             * Blocked By
             * @description Cards that it waits for.
             */
            readonly blocked_by?: readonly string[];
            /**
             * Blocks
             * @description Cards that wait for it.
             */
            readonly blocks?: readonly string[];
            /**
             * Comment Count
             * @default 0
             */
            readonly comment_count: number;
            /** Pull Requests */
            readonly pull_requests?: readonly components["schemas"]["PullRequestOnCard"][];
            /** Branches */
            readonly branches?: readonly components["schemas"]["BranchOnCard"][];
            /** @description Only if a rule could not move it. */
            readonly held_back?: components["schemas"]["HeldBack"] | null;
            /** Created By */
            readonly created_by?: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            readonly updated_at: string;
            /** Archived At */
            readonly archived_at?: string | null;
            /**
             * Board Id
             * Format: uuid
             */
            readonly board_id: string;
            /**
             * Description
             * @default
             */
            readonly description: string;
            /**
             * Acceptance Criteria
             * @default
             */
            readonly acceptance_criteria: string;
            /**
             * Checklist
             * @description In order.
             */
            readonly checklist?: readonly components["schemas"]["ChecklistItem"][];
            /**
             * Links
             * @description In order.
             */
            readonly links?: readonly components["schemas"]["LinkOut"][];
        };
        /**
         * CardPatch
         * @description What changes. Absent members stay; null empties those that can be empty.
         */
        readonly CardPatch: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /**
             * Column Id
             * @description If absent: that of the card beside which it goes, else the one it has.
             */
            readonly column_id?: string | null;
            /**
             * Base Version
             * @description The version you saw; what somebody else changed since is refused.
             */
            readonly base_version?: number | null;
            /**
             * Force
             * @description Past a hard limit of the column; for admins.
             * @default false
             */
            readonly force: boolean;
            /** Title */
            readonly title?: string | null;
            /** Description */
            readonly description?: string | null;
            /** Acceptance Criteria */
            readonly acceptance_criteria?: string | null;
            readonly priority?: components["schemas"]["Priority"] | null;
            /** Estimate */
            readonly estimate?: number | null;
            /** Start Date */
            readonly start_date?: string | null;
            /** Due Date */
            readonly due_date?: string | null;
            /**
             * Parent Id
             * @description A card of the same workspace; null for none.
             */
            readonly parent_id?: string | null;
            /** Add Label Ids */
            readonly add_label_ids?: readonly string[];
            /** Remove Label Ids */
            readonly remove_label_ids?: readonly string[];
            /** Add Assignee Ids */
            readonly add_assignee_ids?: readonly string[];
            /** Remove Assignee Ids */
            readonly remove_assignee_ids?: readonly string[];
            /**
             * Archived
             * @description Archive it, or bring it back.
             */
            readonly archived?: boolean | null;
        };
        /**
         * CardRef
         * @description A card in a list across boards.
         */
        readonly CardRef: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Key */
            readonly key: string;
            /** Title */
            readonly title: string;
            /**
             * Board Id
             * Format: uuid
             */
            readonly board_id: string;
            /** Board Key */
            readonly board_key: string;
            /** Board Name */
            readonly board_name: string;
            /**
             * Workspace Id
             * Format: uuid
             */
            readonly workspace_id: string;
            /** Column Name */
            readonly column_name: string;
            readonly category: components["schemas"]["Category"];
            /** @default none */
            readonly priority: components["schemas"]["Priority"];
            /** Due Date */
            readonly due_date?: string | null;
            /**
             * Updated At
             * Format: date-time
             */
            readonly updated_at: string;
            /**
             * Archived At
             * @description Null for an open card.
             */
            readonly archived_at?: string | null;
        };
        /**
         * CardRestore
         * @description Where a card comes back; to the end of its column unless a place is given.
         */
        readonly CardRestore: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /**
             * Column Id
             * @description If absent: the one it had.
             */
            readonly column_id?: string | null;
            /**
             * Force
             * @description Past a hard limit of the column; for admins.
             * @default false
             */
            readonly force: boolean;
        };
        /**
         * CardResult
         * @description What became of one card.
         */
        readonly CardResult: {
            /**
             * Card Id
             * Format: uuid
             */
            readonly card_id: string;
            /**
             * Status
             * @enum {string}
             */
            readonly status: "updated" | "unchanged" | "failed";
            /** Version */
            readonly version?: number | null;
            readonly error?: components["schemas"]["CardError"] | null;
        };
        /**
         * CardStart
         * @description How work on a card begins; all of it may be left out.
         */
        readonly CardStart: {
            /**
             * Column Id
             * @description Where the card goes, unless it is further already; if absent, to the first column of category `started`, or where the board's rule for new branches leads, if that is further.
             */
            readonly column_id?: string | null;
            /**
             * Assign
             * @description Whether I am assigned; others stay.
             * @default true
             */
            readonly assign: boolean;
            /**
             * Branch
             * @description Whether a branch is made; if absent, where that is possible. With `true`, why it is not possible is an error.
             */
            readonly branch?: boolean | null;
            /**
             * Repo Id
             * @description Where it is made; if absent, where the board's branches usually are.
             */
            readonly repo_id?: string | null;
            /**
             * Branch Name
             * @description What it is called; as suggested if absent.
             */
            readonly branch_name?: string | null;
            /**
             * Base Branch
             * @description Where it starts; from the repository's default branch if absent.
             */
            readonly base_branch?: string | null;
            /**
             * Force
             * @description Past a hard limit of the column; for admins.
             * @default false
             */
            readonly force: boolean;
        };
        /**
         * CardTransferTo
         * @description Another board for a card; at the end of the column unless a place is given.
         */
        readonly CardTransferTo: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /**
             * Column Id
             * @description If absent: that of the card beside which it goes, else the column like the one it comes from, by name or by category.
             */
            readonly column_id?: string | null;
            /**
             * Force
             * @description Past a hard limit of the column; for admins.
             * @default false
             */
            readonly force: boolean;
            /**
             * Board Id
             * Format: uuid
             * @description Of the same workspace.
             */
            readonly board_id: string;
        };
        /**
         * Category
         * @description What a column means for the flow.
         * @enum {string}
         */
        readonly Category: "backlog" | "unstarted" | "started" | "review" | "done" | "cancelled";
        /**
         * ChangeRef
         * @description What `POST /boards/{board_id}/undo` takes, to take back all of it at once.
         */
        readonly ChangeRef: {
            /** Seq */
            readonly seq: number;
            /** Batch Id */
            readonly batch_id?: string | null;
        };
        /**
         * CheckBegun
         * @description A task does it: follow it.
         */
        readonly CheckBegun: {
            readonly task: components["schemas"]["TaskOut"];
        };
        /**
         * CheckCounts
         * @description How many checks of the newest commit stand how.
         */
        readonly CheckCounts: {
            /**
             * Pending
             * @default 0
             */
            readonly pending: number;
            /**
             * Passing
             * @default 0
             */
            readonly passing: number;
            /**
             * Failing
             * @default 0
             */
            readonly failing: number;
            /**
             * Neutral
             * @default 0
             */
            readonly neutral: number;
        };
        /**
         * CheckOnCard
         * @description What a check or a status says of the newest commit.
         */
        readonly CheckOnCard: {
            /** Name */
            readonly name: string;
            /**
             * Source
             * @description `status` is what older services report without being an app.
             * @enum {string}
             */
            readonly source: "check" | "status";
            /**
             * State
             * @enum {string}
             */
            readonly state: "pending" | "passing" | "failing" | "neutral";
            /**
             * Said
             * @description Its own word for how it stands.
             */
            readonly said: string | null;
            /**
             * Url
             * @description Where its details are.
             */
            readonly url: string | null;
            /**
             * At
             * @description Since when it stands so; null before it has begun.
             */
            readonly at: string | null;
        };
        /**
         * ChecklistItem
         * @description A small step of a card.
         */
        readonly ChecklistItem: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Text */
            readonly text: string;
            /** Done */
            readonly done: boolean;
        };
        /**
         * ClientLogOut
         * @description An entry of a client's log.
         */
        readonly ClientLogOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Timestamp
             * Format: date-time
             * @description When it happened, by the client's clock; not later than it came.
             */
            readonly timestamp: string;
            /**
             * Received At
             * Format: date-time
             */
            readonly received_at: string;
            readonly level: components["schemas"]["LogLevel"];
            /** Message */
            readonly message: string;
            /** Context */
            readonly context: {
                readonly [key: string]: unknown;
            } | null;
            /**
             * Note
             * @description What was changed on the way in.
             */
            readonly note: string | null;
            /** @description Who was signed in where it happened. */
            readonly user: components["schemas"]["LogPersonOut"];
            /**
             * Request Id
             * @description Of the request that delivered it.
             */
            readonly request_id: string;
            /**
             * About Request Id
             * @description Of the request that it is about, as the client says.
             */
            readonly about_request_id: string | null;
        };
        /** ColumnCreate */
        readonly ColumnCreate: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /** Name */
            readonly name: string;
            /** @default unstarted */
            readonly category: components["schemas"]["Category"];
            /** Wip Limit */
            readonly wip_limit?: number | null;
            /**
             * Wip Hard
             * @description Refuse more cards than the limit, unless an admin forces it.
             * @default false
             */
            readonly wip_hard: boolean;
        };
        /** ColumnOut */
        readonly ColumnOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Name */
            readonly name: string;
            readonly category: components["schemas"]["Category"];
            /** Rank */
            readonly rank: string;
            /** Wip Limit */
            readonly wip_limit?: number | null;
            /**
             * Wip Hard
             * @default false
             */
            readonly wip_hard: boolean;
        };
        /** ColumnPatch */
        readonly ColumnPatch: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /** Name */
            readonly name?: string | null;
            readonly category?: components["schemas"]["Category"] | null;
            /**
             * Wip Limit
             * @description null removes it.
             */
            readonly wip_limit?: number | null;
            /** Wip Hard */
            readonly wip_hard?: boolean | null;
        };
        /**
         * CommentCreate
         * @description What somebody says, in Markdown; `[@Name](user:<id>)` mentions a member.
         */
        readonly CommentCreate: {
            /** Body */
            readonly body: string;
        };
        /**
         * CommentOut
         * @description What somebody said about a card.
         */
        readonly CommentOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Card Id
             * Format: uuid
             */
            readonly card_id: string;
            /**
             * Author Id
             * @description Null once the account is gone.
             */
            readonly author_id?: string | null;
            /**
             * Body
             * @description Markdown. `[@Name](user:<id>)` mentions a member.
             */
            readonly body: string;
            /** Version */
            readonly version: number;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Edited At */
            readonly edited_at?: string | null;
        };
        /**
         * CommentPatch
         * @description What somebody says instead.
         */
        readonly CommentPatch: {
            /** Body */
            readonly body: string;
            /**
             * Base Version
             * @description The version you saw; if it was changed since, this is refused.
             */
            readonly base_version?: number | null;
        };
        /**
         * ConnectionState
         * @description How a repository stands.
         * @enum {string}
         */
        readonly ConnectionState: "waiting" | "connected" | "polled" | "problem";
        /**
         * DeletedCard
         * @description A card in the bin.
         */
        readonly DeletedCard: {
            readonly card: components["schemas"]["CardOnBoard"];
            /**
             * Deleted At
             * Format: date-time
             */
            readonly deleted_at: string;
            /**
             * Deleted By
             * @description Null if that was no person.
             */
            readonly deleted_by?: string | null;
        };
        /**
         * DeliveryAnswer
         * @description The answer to GitHub.
         */
        readonly DeliveryAnswer: {
            readonly status: components["schemas"]["Acceptance"];
        };
        /**
         * DeliveryCardOut
         * @description A card that a delivery did something to.
         */
        readonly DeliveryCardOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Board Id
             * Format: uuid
             */
            readonly board_id: string;
            /**
             * Key
             * @description What it is called now.
             */
            readonly key: string;
        };
        /**
         * DeliveryGroup
         * @description Which deliveries somebody wants to see; each of them is in one of these.
         * @enum {string}
         */
        readonly DeliveryGroup: "waiting" | "done" | "failed";
        /**
         * DeliveryIgnored
         * @description Why nothing of a delivery was taken.
         * @enum {string}
         */
        readonly DeliveryIgnored: "disconnected" | "overtaken";
        /**
         * DeliveryOut
         * @description A delivery of a webhook, and what became of it.
         */
        readonly DeliveryOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            readonly repository: components["schemas"]["DeliveryRepositoryOut"];
            /**
             * Event
             * @description `X-GitHub-Event`, such as `pull_request`.
             */
            readonly event: string;
            /**
             * Action
             * @description Such as `opened`; null if it says none, or too long ago.
             */
            readonly action: string | null;
            readonly subject: components["schemas"]["DeliverySubjectOut"];
            /**
             * Guid
             * @description `X-GitHub-Delivery`: the same when GitHub delivers it again.
             */
            readonly guid: string;
            /**
             * Hook Id
             * @description GitHub's number of the webhook, if it said so.
             */
            readonly hook_id: number | null;
            /**
             * Received At
             * Format: date-time
             */
            readonly received_at: string;
            /**
             * Processed At
             * @description When it was worked on last with success.
             */
            readonly processed_at: string | null;
            /** @description `dropped`: its task was cancelled or dropped, and it was never worked on. */
            readonly state: components["schemas"]["DeliveryState"];
            /**
             * Request Id
             * @description Of the request that brought it.
             */
            readonly request_id: string | null;
            /** @description What works on it, or did; null once it is forgotten. */
            readonly task: components["schemas"]["TaskOut"] | null;
            /** @description What came of it; null before, and once its task is forgotten. */
            readonly story: components["schemas"]["DeliveryStoryOut"] | null;
            /** @description Why it failed, or is tried again. */
            readonly error: components["schemas"]["TaskErrorOut"] | null;
            /**
             * Body Kept
             * @description Whether what was delivered is still there.
             */
            readonly body_kept: boolean;
        };
        /**
         * DeliveryRepositoryOut
         * @description Where a delivery came from.
         */
        readonly DeliveryRepositoryOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Full Name
             * @description As it is called now.
             */
            readonly full_name: string;
            /**
             * Connected
             * @description Whether it still is: else nothing is replayed.
             */
            readonly connected: boolean;
        };
        /**
         * DeliveryState
         * @description How far a delivery is.
         * @enum {string}
         */
        readonly DeliveryState: "waiting" | "working" | "done" | "failed" | "dropped";
        /**
         * DeliveryStoryOut
         * @description What came of a delivery. Cards that were deleted since are only counted.
         */
        readonly DeliveryStoryOut: {
            /**
             * Linked
             * @description Cards that show it from then on.
             */
            readonly linked: readonly components["schemas"]["DeliveryCardOut"][];
            /**
             * Unlinked
             * @description Cards that show it no longer.
             */
            readonly unlinked: readonly components["schemas"]["DeliveryCardOut"][];
            /**
             * Moved
             * @description Cards that a rule moved.
             */
            readonly moved: readonly components["schemas"]["DeliveryCardOut"][];
            /**
             * Concerned
             * @description Cards that it is about, and to which nothing of that happened.
             */
            readonly concerned: readonly components["schemas"]["DeliveryCardOut"][];
            /**
             * Gone
             * @description How many cards it was about that are there no more.
             */
            readonly gone: number;
            /** @description `disconnected`: the repository was, when its turn came. `overtaken`: what it says of the repository was said anew since. */
            readonly ignored?: components["schemas"]["DeliveryIgnored"] | null;
        };
        /**
         * DeliverySubjectOut
         * @description What a delivery is about, as far as it says and that is still known.
         */
        readonly DeliverySubjectOut: {
            /**
             * Pull Request
             * @description Its number.
             */
            readonly pull_request?: number | null;
            /** Branch */
            readonly branch?: string | null;
            /** Tag */
            readonly tag?: string | null;
            /** Commit */
            readonly commit?: string | null;
        };
        /**
         * DeliveryWhole
         * @description A delivery with what was delivered.
         */
        readonly DeliveryWhole: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            readonly repository: components["schemas"]["DeliveryRepositoryOut"];
            /**
             * Event
             * @description `X-GitHub-Event`, such as `pull_request`.
             */
            readonly event: string;
            /**
             * Action
             * @description Such as `opened`; null if it says none, or too long ago.
             */
            readonly action: string | null;
            readonly subject: components["schemas"]["DeliverySubjectOut"];
            /**
             * Guid
             * @description `X-GitHub-Delivery`: the same when GitHub delivers it again.
             */
            readonly guid: string;
            /**
             * Hook Id
             * @description GitHub's number of the webhook, if it said so.
             */
            readonly hook_id: number | null;
            /**
             * Received At
             * Format: date-time
             */
            readonly received_at: string;
            /**
             * Processed At
             * @description When it was worked on last with success.
             */
            readonly processed_at: string | null;
            /** @description `dropped`: its task was cancelled or dropped, and it was never worked on. */
            readonly state: components["schemas"]["DeliveryState"];
            /**
             * Request Id
             * @description Of the request that brought it.
             */
            readonly request_id: string | null;
            /** @description What works on it, or did; null once it is forgotten. */
            readonly task: components["schemas"]["TaskOut"] | null;
            /** @description What came of it; null before, and once its task is forgotten. */
            readonly story: components["schemas"]["DeliveryStoryOut"] | null;
            /** @description Why it failed, or is tried again. */
            readonly error: components["schemas"]["TaskErrorOut"] | null;
            /**
             * Body Kept
             * @description Whether what was delivered is still there.
             */
            readonly body_kept: boolean;
            /**
             * Body
             * @description As GitHub sent it; null once it is forgotten, some days after it was worked on.
             */
            readonly body: {
                readonly [key: string]: unknown;
            } | null;
        };
        /**
         * DependencyCreate
         * @description Which of two cards waits for the other; exactly one of the members.
         */
        readonly DependencyCreate: {
            /**
             * Blocked By
             * @description The id or key of a card that this one waits for.
             */
            readonly blocked_by?: string | null;
            /**
             * Blocks
             * @description The id or key of a card that waits for this one.
             */
            readonly blocks?: string | null;
        };
        /**
         * DryMove
         * @description What a rule would have done.
         */
        readonly DryMove: {
            /**
             * At
             * Format: date-time
             * @description When, by GitHub's time, or when the card was linked, if that was later.
             */
            readonly at: string;
            /**
             * Card Id
             * Format: uuid
             */
            readonly card_id: string;
            /** Key */
            readonly key: string;
            /** Title */
            readonly title: string;
            readonly event: components["schemas"]["RuleEvent"];
            /**
             * Base
             * @description Of the rule; null if it is for all target branches.
             */
            readonly base: string | null;
            /** Repository */
            readonly repository: string;
            /**
             * Pull Request
             * @description Its number; null if it was a branch.
             */
            readonly pull_request: number | null;
            /**
             * Branch
             * @description The branch that was created; null if it was none.
             */
            readonly branch: string | null;
            /**
             * From Column Id
             * Format: uuid
             */
            readonly from_column_id: string;
            /**
             * To Column Id
             * Format: uuid
             */
            readonly to_column_id: string;
            /**
             * Held Back
             * @description What would have kept the card where it was, by the cards that there are today.
             */
            readonly held_back: "wip_limit" | null;
        };
        /**
         * DryRun
         * @description Rules to be tried.
         */
        readonly DryRun: {
            /**
             * Rules
             * @description As one would choose them; left out: those that the board has.
             */
            readonly rules?: readonly components["schemas"]["RuleIn"][] | null;
        };
        /**
         * DryRunOut
         * @description What rules would have done.
         */
        readonly DryRunOut: {
            /**
             * Since
             * Format: date-time
             */
            readonly since: string;
            /**
             * Moves
             * @description The newest first.
             */
            readonly moves: readonly components["schemas"]["DryMove"][];
            /**
             * Cards
             * @description How many cards were looked at.
             */
            readonly cards: number;
            /**
             * Truncated
             * @description Whether there were more cards, or more moves, than these.
             */
            readonly truncated: boolean;
        };
        /**
         * EmailCallback
         * @description The secret of a mailed link: what stands behind the `#`.
         */
        readonly EmailCallback: {
            /** Token */
            readonly token: string;
        };
        /**
         * EmailSignIn
         * @description Who wants to sign in.
         */
        readonly EmailSignIn: {
            /**
             * Email
             * Format: email
             */
            readonly email: string;
            /**
             * Return To
             * @description The page to come back to, under `/app/`.
             */
            readonly return_to?: string | null;
        };
        /**
         * EventOut
         * @description One row of a board's log.
         */
        readonly EventOut: {
            /** Seq */
            readonly seq: number;
            /** Type */
            readonly type: string;
            /** Card Id */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            /** Origin */
            readonly origin: string;
            /** Correlation Id */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             */
            readonly batch_id?: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Payload */
            readonly payload: {
                readonly [key: string]: unknown;
            };
            /**
             * Board Id
             * @description Whose log, where a list tells of several: a card goes from board to board.
             */
            readonly board_id?: string | null;
        };
        /**
         * EventsOut
         * @description A stretch of a board's log.
         */
        readonly EventsOut: {
            /** Items */
            readonly items: readonly components["schemas"]["EventOut"][];
            /**
             * Next Cursor
             * @description Where to go on, if there is more.
             */
            readonly next_cursor: string | null;
            /**
             * Seq
             * @description The number of the board's last event.
             */
            readonly seq: number;
            /**
             * Epoch
             * @description Changes when the installation is restored from a copy.
             */
            readonly epoch: string;
            /**
             * Resync
             * @description Whether this stretch is incomplete: load the board again instead.
             */
            readonly resync: boolean;
        };
        /**
         * FinishOut
         * @description What became of a finish.
         */
        readonly FinishOut: {
            readonly card: components["schemas"]["CardOut"];
            /**
             * Merged Branches
             * @description Those that can be deleted.
             */
            readonly merged_branches: readonly components["schemas"]["MergedBranch"][];
            /** @description It deletes them; null if none are deleted. */
            readonly task?: components["schemas"]["TaskOut"] | null;
            /** @description Null if nothing changed on the board. */
            readonly undo?: components["schemas"]["ChangeRef"] | null;
            /**
             * Cannot Undo
             * @description What an undo leaves as it is, in sentences.
             */
            readonly cannot_undo: readonly string[];
        };
        /**
         * FontFamily
         * @description The fonts.
         * @enum {string}
         */
        readonly FontFamily: "arial" | "abril_fatface" | "bangers" | "eb_garamond" | "georgia" | "graduate" | "gravitas_one" | "fredoka_one" | "nixie_one" | "open_sans" | "permanent_marker" | "pt_sans" | "pt_sans_narrow" | "pt_serif" | "rammetto_one" | "roboto" | "roboto_condensed" | "roboto_slab" | "caveat" | "times_new_roman" | "titan_one" | "lemon_tuesday" | "roboto_mono" | "noto_sans" | "plex_sans" | "plex_serif" | "plex_mono" | "spoof" | "tiempos_text" | "formular";
        /**
         * Geometry
         * @description How large an item is, in pixels, and how it is turned, in degrees.
         */
        readonly Geometry: {
            /** Width */
            readonly width?: number;
            /** Height */
            readonly height?: number;
            /** Rotation */
            readonly rotation?: number;
        };
        /**
         * GitHubAccountOut
         * @description A person's GitHub account.
         */
        readonly GitHubAccountOut: {
            /** Connected */
            readonly connected: boolean;
            /** Login */
            readonly login?: string | null;
            /**
             * Scopes
             * @description As granted.
             * @default []
             */
            readonly scopes: readonly string[];
            /**
             * Missing Scopes
             * @description Asked for, and not granted.
             * @default []
             */
            readonly missing_scopes: readonly string[];
            /**
             * Sign In Needed
             * @description GitHub no longer accepts the token: sign in with it again.
             * @default false
             */
            readonly sign_in_needed: boolean;
            /**
             * Expires At
             * @description When the token ends; renewed before.
             */
            readonly expires_at?: string | null;
        };
        /**
         * GitHubAccountStatusOut
         * @description The caller's account at GitHub.
         */
        readonly GitHubAccountStatusOut: {
            /** Login */
            readonly login: string;
            /**
             * Sign In Needed
             * @description GitHub refused the token: nothing works until then.
             */
            readonly sign_in_needed: boolean;
            /**
             * Missing Scopes
             * @description Asked for, and not granted.
             */
            readonly missing_scopes: readonly string[];
        };
        /**
         * GitHubAllowanceOut
         * @description What GitHub allows the caller in this hour, as of its last answer.
         */
        readonly GitHubAllowanceOut: {
            /**
             * Limit
             * @description Requests an hour.
             */
            readonly limit: number;
            /** Remaining */
            readonly remaining: number;
            /**
             * Reset At
             * Format: date-time
             */
            readonly reset_at: string;
        };
        /**
         * GitHubAppOut
         * @description The GitHub App of this installation.
         */
        readonly GitHubAppOut: {
            /** Slug */
            readonly slug: string;
            /**
             * Install Url
             * @description Where it is given access to further repositories.
             */
            readonly install_url: string;
        };
        /**
         * GitHubCallback
         * @description What GitHub sent the browser back with.
         */
        readonly GitHubCallback: {
            /** Code */
            readonly code: string;
            /** State */
            readonly state: string;
        };
        /**
         * GitHubStatusOut
         * @description How things stand between Trivet and GitHub.
         */
        readonly GitHubStatusOut: {
            /** @description `unreachable`: it did not answer lately, and is left alone until `retry_at`; `limited`: the caller's requests of this hour are used up. */
            readonly api: components["schemas"]["ApiState"];
            /**
             * Since
             * @description Since when it is unreachable.
             */
            readonly since?: string | null;
            /** Retry At */
            readonly retry_at?: string | null;
            /** @description Null: none is connected. */
            readonly account?: components["schemas"]["GitHubAccountStatusOut"] | null;
            readonly app?: components["schemas"]["GitHubAppOut"] | null;
            readonly allowance?: components["schemas"]["GitHubAllowanceOut"] | null;
        };
        /**
         * Health
         * @description The process answers.
         */
        readonly Health: {
            /**
             * Status
             * @default ok
             * @constant
             */
            readonly status: "ok";
        };
        /**
         * HeldBack
         * @description Why a rule could not move a card. Gone as soon as the card is moved, by whomever.
         */
        readonly HeldBack: {
            /**
             * Rule
             * @description Which rule, by its event.
             */
            readonly rule: string;
            /**
             * Column Id
             * Format: uuid
             * @description The column to which it would go; it may be gone since.
             */
            readonly column_id: string;
            /**
             * Why
             * @description Its hard limit was reached.
             * @constant
             */
            readonly why: "wip_limit";
            /**
             * At
             * Format: date-time
             * @description When that was.
             */
            readonly at: string;
            /**
             * Corrected
             * @description It would go back: an earlier move was for no reason.
             * @default false
             */
            readonly corrected: boolean;
            /**
             * Cause
             * @description What became known of the pull request or the branch.
             */
            readonly cause: string;
            /** Repository */
            readonly repository: string;
            /**
             * Pull Request
             * @description Its number, if it is about one.
             */
            readonly pull_request?: number | null;
            /**
             * Branch
             * @description Its name, if it is about one.
             */
            readonly branch?: string | null;
        };
        /**
         * Hit
         * @description A card that was found.
         */
        readonly Hit: {
            readonly card: components["schemas"]["CardRef"];
            /** @description `description` means the acceptance criteria too, or words of title and texts. */
            readonly where: components["schemas"]["Where"];
            /**
             * Excerpt
             * @description What stands around the words; plain text.
             */
            readonly excerpt: string;
            /**
             * Comment Id
             * @description The newest comment in which they stand.
             */
            readonly comment_id?: string | null;
        };
        /**
         * HookOut
         * @description The webhook that Trivet keeps on GitHub.
         */
        readonly HookOut: {
            /** @description `made` until its first delivery arrives, then `verified`. */
            readonly state: components["schemas"]["HookState"];
            /**
             * Last Status
             * @description What we answered to its last delivery, as GitHub told at the last check.
             */
            readonly last_status?: number | null;
            /**
             * Last Message
             * @description What GitHub said about that delivery.
             */
            readonly last_message?: string | null;
        };
        /**
         * HookState
         * @description How the webhook that we keep stands.
         * @enum {string}
         */
        readonly HookState: "none" | "making" | "made" | "verified" | "failing" | "refused";
        /**
         * InvitationOut
         * @description A place in a workspace that is held for somebody.
         */
        readonly InvitationOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Email */
            readonly email: string;
            readonly role: components["schemas"]["Role"];
            /**
             * Bound
             * @description Whether only the owner of the address may accept.
             */
            readonly bound: boolean;
            /**
             * Invited By
             * @description Null once they have no account any more.
             */
            readonly invited_by: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * Expires At
             * Format: date-time
             */
            readonly expires_at: string;
            /**
             * Sent At
             * @description When the mail server took the mail.
             */
            readonly sent_at: string | null;
            /**
             * Expired
             * @description Too old to be accepted; it can be sent again.
             */
            readonly expired: boolean;
        };
        /**
         * InvitationPreview
         * @description The secret of an invitation: what stands behind the `#` of its link.
         */
        readonly InvitationPreview: {
            /** Token */
            readonly token: string;
        };
        /**
         * InvitationPreviewOut
         * @description What somebody is invited to.
         */
        readonly InvitationPreviewOut: {
            /** Workspace Name */
            readonly workspace_name: string;
            readonly role: components["schemas"]["Role"];
            /** Invited By Name */
            readonly invited_by_name: string | null;
            /**
             * Bound
             * @description Whether only the owner of the address may accept.
             */
            readonly bound: boolean;
            /**
             * Email Hint
             * @description If it is bound: to which address, shortened, such as `a…@example.com`.
             */
            readonly email_hint: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            readonly expires_at: string;
        };
        /**
         * InvitationResentOut
         * @description An invitation that was sent again.
         */
        readonly InvitationResentOut: {
            readonly invitation: components["schemas"]["InvitationOut"];
            /**
             * Link
             * @description To hand on, shown this once: only where Trivet has no mail server; else null.
             */
            readonly link: string | null;
        };
        /**
         * Invite
         * @description Whom to invite, and as what.
         */
        readonly Invite: {
            /** Emails */
            readonly emails: readonly string[];
            readonly role: components["schemas"]["Role"];
            /**
             * Bound
             * @description Only who has proven that the address is theirs may accept; else whoever has the link.
             * @default true
             */
            readonly bound: boolean;
        };
        /**
         * InvitedOut
         * @description What became of one address: an invitation, or why there is none.
         */
        readonly InvitedOut: {
            /** Email */
            readonly email: string;
            readonly invitation: components["schemas"]["InvitationOut"] | null;
            /** Refusal */
            readonly refusal: "already_member" | null;
            /**
             * Link
             * @description To hand on, shown this once: only where Trivet has no mail server; else null.
             */
            readonly link: string | null;
        };
        /**
         * InvitesOut
         * @description What became of each address, in the order in which they were given.
         */
        readonly InvitesOut: {
            /** Items */
            readonly items: readonly components["schemas"]["InvitedOut"][];
        };
        /**
         * Kept
         * @description What an undo leaves on GitHub as it is.
         */
        readonly Kept: {
            /**
             * Kind
             * @enum {string}
             */
            readonly kind: "branch" | "pull_request" | "deleted_branch";
            /** Name */
            readonly name: string;
            /** Url */
            readonly url?: string | null;
        };
        /** LabelCreate */
        readonly LabelCreate: {
            /** Name */
            readonly name: string;
            /**
             * Color
             * @example #3b82f6
             */
            readonly color: string;
        };
        /** LabelOut */
        readonly LabelOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Name */
            readonly name: string;
            /** Color */
            readonly color: string;
        };
        /** LabelPatch */
        readonly LabelPatch: {
            /** Name */
            readonly name?: string | null;
            /** Color */
            readonly color?: string | null;
        };
        /**
         * LinkCreate
         * @description A new link; the last one unless a place is given.
         */
        readonly LinkCreate: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /**
             * Url
             * @description Its scheme is one of ftp, ftps, git, http, https, mailto, sftp, ssh, tel.
             */
            readonly url: string;
            /**
             * Title
             * @default
             */
            readonly title: string;
        };
        /**
         * LinkOut
         * @description An address that belongs to a card.
         */
        readonly LinkOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Url */
            readonly url: string;
            /**
             * Title
             * @default
             */
            readonly title: string;
        };
        /**
         * LinkPatch
         * @description What changes of a link. Absent members stay.
         */
        readonly LinkPatch: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /** Url */
            readonly url?: string | null;
            /** Title */
            readonly title?: string | null;
        };
        /**
         * LocalSignIn
         * @description The secret of a sign-in link: what stands behind the `#`.
         */
        readonly LocalSignIn: {
            /** Token */
            readonly token: string;
        };
        /**
         * LogEntryIn
         * @description Something that a client tells of itself.
         */
        readonly LogEntryIn: {
            /**
             * Timestamp
             * Format: date-time
             * @description When it happened: within the last 14 days, and at most a day ahead of the server.
             */
            readonly timestamp: string;
            /** @description debug, info, warning, error, fatal, warn, in upper or lower case. */
            readonly level: string;
            /**
             * Message
             * @description Control characters are replaced by their pictures.
             */
            readonly message: string;
            /**
             * Context
             * @description Whatever may help. More than 8 KiB of JSON, than 2,000 characters of a text or than six levels are cut off, and so it says. `request_id` in it names the request that it is about.
             */
            readonly context?: {
                readonly [key: string]: unknown;
            } | null;
        };
        /**
         * LogLevel
         * @description How grave an entry is, the least first.
         * @enum {string}
         */
        readonly LogLevel: "debug" | "info" | "warning" | "error" | "fatal";
        /** LogPersonOut */
        readonly LogPersonOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Name */
            readonly name: string;
        };
        /**
         * Logout
         * @description Which sessions end.
         */
        readonly Logout: {
            /**
             * Everywhere
             * @description End all sessions of this person.
             * @default false
             */
            readonly everywhere: boolean;
        };
        /**
         * LogsTaken
         * @description How many entries are kept now: all that were sent.
         */
        readonly LogsTaken: {
            /** Accepted */
            readonly accepted: number;
        };
        /**
         * MeOut
         * @description Who calls, and what their token may do.
         */
        readonly MeOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Name */
            readonly name: string;
            /** Email */
            readonly email: string | null;
            /** Avatar Url */
            readonly avatar_url: string | null;
            /** Instance Admin */
            readonly instance_admin: boolean;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            readonly kind: components["schemas"]["CallerKind"];
            /** Scopes */
            readonly scopes: readonly components["schemas"]["Scope"][];
        };
        /**
         * MePatch
         * @description What changes about oneself.
         */
        readonly MePatch: {
            /** Name */
            readonly name: string;
        };
        /**
         * MemberOut
         * @description Somebody's place in a workspace.
         */
        readonly MemberOut: {
            /**
             * User Id
             * Format: uuid
             */
            readonly user_id: string;
            /** Name */
            readonly name: string;
            /** Avatar Url */
            readonly avatar_url: string | null;
            readonly role: components["schemas"]["Role"];
            /**
             * Joined At
             * Format: date-time
             */
            readonly joined_at: string;
        };
        /**
         * MemberPatch
         * @description A member's new role.
         */
        readonly MemberPatch: {
            readonly role: components["schemas"]["Role"];
        };
        /**
         * MergedBranch
         * @description A branch whose pull request is merged, and that is still there, as far as we know.
         */
        readonly MergedBranch: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Repository */
            readonly repository: string;
            /** Name */
            readonly name: string;
            /** Url */
            readonly url?: string | null;
        };
        /**
         * MiroAccountOut
         * @description My account at Miro, and what it lets Trivet do.
         */
        readonly MiroAccountOut: {
            /** Connected */
            readonly connected: boolean;
            /** Id */
            readonly id?: string | null;
            /** Name */
            readonly name?: string | null;
            /** Team Id */
            readonly team_id?: string | null;
            /** Team Name */
            readonly team_name?: string | null;
            /** Scopes */
            readonly scopes?: readonly string[];
            /** Missing Scopes */
            readonly missing_scopes?: readonly string[];
            /**
             * Sign In Needed
             * @default false
             */
            readonly sign_in_needed: boolean;
            /** Expires At */
            readonly expires_at?: string | null;
        };
        /**
         * MiroBoardOut
         * @description A board in Miro, and what is known of it.
         */
        readonly MiroBoardOut: {
            /** Id */
            readonly id: string;
            /** Name */
            readonly name: string;
            /** Description */
            readonly description: string;
            /** Team Name */
            readonly team_name: string | null;
            /**
             * View Link
             * @description Where it is in Miro.
             */
            readonly view_link: string | null;
            /**
             * Items
             * @description How many of its items are known.
             */
            readonly items: number;
            /** Tags */
            readonly tags: number;
            /**
             * As Of
             * @description As of when all items are known; null if they are not.
             */
            readonly as_of: string | null;
            /** Complete */
            readonly complete: boolean;
            /** @description What read all of it last, or is about to: how far it is, or why it did not. */
            readonly task: components["schemas"]["TaskOut"] | null;
        };
        /**
         * MiroBoardsOut
         * @description Boards in Miro, the last opened first.
         */
        readonly MiroBoardsOut: {
            /** Items */
            readonly items: readonly components["schemas"]["MiroBoardOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /**
         * MiroCacheOut
         * @description What is known of a board.
         */
        readonly MiroCacheOut: {
            /** Board Id */
            readonly board_id: string;
            /** Items */
            readonly items: readonly components["schemas"]["MiroItemOut"][];
            /** Tags */
            readonly tags: readonly components["schemas"]["MiroTagOut"][];
            /**
             * As Of
             * @description As of when all items are known; null if they are not.
             */
            readonly as_of: string | null;
            /** Complete */
            readonly complete: boolean;
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last, and where no `limit` was given.
             */
            readonly next_cursor?: string | null;
            /** @description What sweeps it right now, with its progress. */
            readonly task?: components["schemas"]["TaskOut"] | null;
        };
        /**
         * MiroCreditsOut
         * @description What is left of somebody's credits at Miro.
         */
        readonly MiroCreditsOut: {
            /** Limit */
            readonly limit: number;
            /** Remaining */
            readonly remaining: number;
            /** Reset At */
            readonly reset_at: string | null;
            /** Blocked Until */
            readonly blocked_until: string | null;
        };
        /**
         * MiroIdTokenIn
         * @description What the Web SDK's `getIdToken` gave.
         */
        readonly MiroIdTokenIn: {
            /** Id Token */
            readonly id_token: string;
            /**
             * Sign Up
             * @description Whether somebody whose Miro account nobody has here gets an account by it; else 404 `miro_person_unknown`.
             * @default true
             */
            readonly sign_up: boolean;
        };
        /**
         * MiroItemOut
         * @description An item, as Miro has it; with whatever else Miro says of it.
         */
        readonly MiroItemOut: {
            /** Id */
            readonly id: string;
            /** Type */
            readonly type: string;
            /** Data */
            readonly data?: {
                readonly [key: string]: unknown;
            } | null;
            /**
             * Style
             * @description Miro's lists tell none.
             */
            readonly style?: {
                readonly [key: string]: unknown;
            } | null;
            /** Position */
            readonly position?: {
                readonly [key: string]: unknown;
            } | null;
            /** Geometry */
            readonly geometry?: {
                readonly [key: string]: unknown;
            } | null;
            /** Parent */
            readonly parent?: {
                readonly [key: string]: unknown;
            } | null;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * MiroItemsOut
         * @description Items of a board, in the order of their ids.
         */
        readonly MiroItemsOut: {
            /** Items */
            readonly items: readonly components["schemas"]["MiroItemOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last, and where no `limit` was given.
             */
            readonly next_cursor?: string | null;
            /**
             * Deleted
             * @description Where `since` was given: the ids of those that are gone.
             * @default []
             */
            readonly deleted: readonly string[];
            /**
             * Cursor
             * @description Give it as `since` to be told what changed from here on.
             */
            readonly cursor: string;
            /**
             * More
             * @description Ask again at once: this is not all that changed.
             * @default false
             */
            readonly more: boolean;
            /**
             * Reset
             * @description Where `since` was given: forget what you have, these are all. It was too old.
             * @default false
             */
            readonly reset: boolean;
        };
        /**
         * MiroLimitsOut
         * @description What Miro lets us do for the caller right now.
         */
        readonly MiroLimitsOut: {
            readonly credits: components["schemas"]["MiroCreditsOut"];
            /**
             * Queued
             * @description Tasks around Miro that the caller asked for, and that wait.
             */
            readonly queued: number;
            /**
             * Answering
             * @description Whether Miro answered lately.
             */
            readonly answering: boolean;
        };
        /**
         * MiroMadeOut
         * @description What became of one of several items.
         */
        readonly MiroMadeOut: {
            /** Index */
            readonly index: number;
            /** Status */
            readonly status: number;
            readonly item?: components["schemas"]["MiroItemOut"] | null;
            /** Code */
            readonly code?: string | null;
            /** Detail */
            readonly detail?: string | null;
            /**
             * Retry After
             * @description Where it was not sent, and can be later: after how many seconds. Null where it was made or refused, and where that is not known: look at the board then.
             */
            readonly retry_after?: number | null;
        };
        /**
         * MiroManyOut
         * @description What became of several items, in the order in which they were sent.
         */
        readonly MiroManyOut: {
            /** Results */
            readonly results: readonly components["schemas"]["MiroMadeOut"][];
        };
        /**
         * MiroSyncOut
         * @description A board is read anew.
         */
        readonly MiroSyncOut: {
            readonly task: components["schemas"]["TaskOut"];
        };
        /**
         * MiroTagOut
         * @description A tag, as Miro has it.
         */
        readonly MiroTagOut: {
            /** Id */
            readonly id: string;
            /**
             * Title
             * @default
             */
            readonly title: string;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * MiroTagsOut
         * @description All tags of a board.
         */
        readonly MiroTagsOut: {
            /** Items */
            readonly items: readonly components["schemas"]["MiroTagOut"][];
        };
        /**
         * MiroUserIn
         * @description Tokens that somebody got from Miro themselves.
         */
        readonly MiroUserIn: {
            /**
             * Id
             * @description Miro's id, a decimal.
             */
            readonly id: string;
            /** Name */
            readonly name?: string | null;
            /** Access Token */
            readonly access_token: string;
            /**
             * Refresh Token
             * @description Absent where the app's tokens do not expire.
             */
            readonly refresh_token?: string | null;
            /**
             * Expires At
             * @description When the access token ends; absent where it does not.
             */
            readonly expires_at?: string | null;
        };
        /**
         * MiroUserOut
         * @description A Miro account that Trivet keeps tokens of; never the tokens.
         */
        readonly MiroUserOut: {
            /** Id */
            readonly id: string;
            /**
             * User Id
             * Format: uuid
             */
            readonly user_id: string;
            /** Name */
            readonly name: string;
            /** Team Id */
            readonly team_id: string | null;
            /** Team Name */
            readonly team_name: string | null;
            /** Scopes */
            readonly scopes: readonly string[];
            /** Expires At */
            readonly expires_at: string | null;
        };
        /**
         * Needs
         * @description Of how many of a card's pull requests an event must be true.
         * @enum {string}
         */
        readonly Needs: "any" | "all";
        /**
         * NotificationKind
         * @description Why somebody is told.
         * @enum {string}
         */
        readonly NotificationKind: "assigned" | "mentioned" | "due_soon" | "unblocked";
        /**
         * NotificationOut
         * @description Something that one should know of a card.
         */
        readonly NotificationOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            readonly kind: components["schemas"]["NotificationKind"];
            readonly card: components["schemas"]["CardRef"];
            /**
             * Actor Id
             * @description Whose doing it is; null for nobody's.
             */
            readonly actor_id?: string | null;
            /** Actor Name */
            readonly actor_name?: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * Read At
             * @description Null while it is unread.
             */
            readonly read_at?: string | null;
            /**
             * Comment Id
             * @description The comment that mentions one.
             */
            readonly comment_id?: string | null;
            /**
             * Due Date
             * @description The day of which it tells, if it is due.
             */
            readonly due_date?: string | null;
        };
        /**
         * NotificationsOut
         * @description A page of notifications, the newest first.
         */
        readonly NotificationsOut: {
            /** Items */
            readonly items: readonly components["schemas"]["NotificationOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
            /**
             * Unread
             * @description How many are unread, on all pages.
             */
            readonly unread: number;
        };
        /**
         * NotificationsRead
         * @description Which notifications were read: some, or all.
         */
        readonly NotificationsRead: {
            /** Ids */
            readonly ids?: readonly string[];
            /**
             * All
             * @default false
             */
            readonly all: boolean;
            /**
             * Read
             * @description false makes them unread again.
             * @default true
             */
            readonly read: boolean;
        };
        /**
         * OwnInvitationOut
         * @description An invitation to an address of whoever asks.
         */
        readonly OwnInvitationOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Workspace Name */
            readonly workspace_name: string;
            readonly role: components["schemas"]["Role"];
            /**
             * Invited By Name
             * @description Null once they have no account any more.
             */
            readonly invited_by_name: string | null;
            /**
             * Expires At
             * Format: date-time
             */
            readonly expires_at: string;
        };
        /** Page[ApiTokenOut] */
        readonly Page_ApiTokenOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["ApiTokenOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[AuditEventOut] */
        readonly Page_AuditEventOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["AuditEventOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[BoardSummary] */
        readonly Page_BoardSummary_: {
            /** Items */
            readonly items: readonly components["schemas"]["BoardSummary"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[CardRef] */
        readonly Page_CardRef_: {
            /** Items */
            readonly items: readonly components["schemas"]["CardRef"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[ClientLogOut] */
        readonly Page_ClientLogOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["ClientLogOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[CommentOut] */
        readonly Page_CommentOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["CommentOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[DeletedCard] */
        readonly Page_DeletedCard_: {
            /** Items */
            readonly items: readonly components["schemas"]["DeletedCard"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[DeliveryOut] */
        readonly Page_DeliveryOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["DeliveryOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[EventOut] */
        readonly Page_EventOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["EventOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[Hit] */
        readonly Page_Hit_: {
            /** Items */
            readonly items: readonly components["schemas"]["Hit"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[InvitationOut] */
        readonly Page_InvitationOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["InvitationOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[MemberOut] */
        readonly Page_MemberOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["MemberOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[OwnInvitationOut] */
        readonly Page_OwnInvitationOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["OwnInvitationOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[RepositoryOut] */
        readonly Page_RepositoryOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["RepositoryOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[SessionOut] */
        readonly Page_SessionOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["SessionOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[TaskOut] */
        readonly Page_TaskOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["TaskOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /** Page[WorkspaceOut] */
        readonly Page_WorkspaceOut_: {
            /** Items */
            readonly items: readonly components["schemas"]["WorkspaceOut"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
        };
        /**
         * Parent
         * @description The frame that an item is in.
         */
        readonly Parent: {
            /**
             * Id
             * @description Miro's id, a decimal.
             */
            readonly id: string;
        };
        /**
         * Permission
         * @description What somebody may do in a repository, from little to much.
         * @enum {string}
         */
        readonly Permission: "pull" | "triage" | "push" | "maintain" | "admin";
        /**
         * PlaceOut
         * @description How a card stands in one of its places.
         */
        readonly PlaceOut: {
            /** @description `none`: it is not there. */
            readonly state: components["schemas"]["PlaceState"];
            /**
             * Synced At
             * @description As of when what is shown is known to be true; null if nothing is known.
             */
            readonly synced_at: string | null;
            /**
             * Pending
             * @description What is under way there.
             */
            readonly pending: readonly components["schemas"]["TaskOut"][];
            /**
             * Problems
             * @description What is wrong there; the state is `problem`.
             */
            readonly problems: readonly components["schemas"]["PlaceProblem"][];
        };
        /**
         * PlaceProblem
         * @description What is wrong in a place.
         */
        readonly PlaceProblem: {
            /** Code */
            readonly code: string;
            /**
             * Detail
             * @description What happened, and what to do next.
             */
            readonly detail: string;
        };
        /**
         * PlaceState
         * @description How a card stands in one of its places.
         * @enum {string}
         */
        readonly PlaceState: "none" | "in_sync" | "pending" | "problem";
        /**
         * PlacesOut
         * @description A card in all its places.
         */
        readonly PlacesOut: {
            readonly whiteboard: components["schemas"]["PlaceOut"];
            readonly board: components["schemas"]["BoardPlace"];
            readonly branch: components["schemas"]["BranchPlace"];
        };
        /**
         * Position
         * @description Where the centre of an item is; both are given, or the item stays where it is.
         */
        readonly Position: {
            /** X */
            readonly x: number;
            /** Y */
            readonly y: number;
        };
        /**
         * Priority
         * @enum {string}
         */
        readonly Priority: "none" | "low" | "medium" | "high" | "urgent";
        /**
         * ProblemCode
         * @description What keeps a repository from working, or from working as well as it could.
         * @enum {string}
         */
        readonly ProblemCode: "access_lost" | "repository_gone" | "sign_in_needed" | "hook_missing" | "hook_refused" | "hook_failing" | "hook_limit" | "app_removed" | "disabled";
        /**
         * ProblemOut
         * @description What is wrong with a repository, as of the last check.
         */
        readonly ProblemOut: {
            readonly code: components["schemas"]["ProblemCode"];
            /**
             * Detail
             * @description What happened, and what to do next.
             */
            readonly detail: string;
            /** Since */
            readonly since?: string | null;
        };
        /**
         * PullRequestDetails
         * @description A pull request of a card, with what the card's face has no room for.
         */
        readonly PullRequestDetails: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Repository
             * @description Its full name, such as `acme/rocket`.
             */
            readonly repository: string;
            /** Number */
            readonly number: number;
            /** Title */
            readonly title: string;
            readonly state: components["schemas"]["PullRequestState"];
            /**
             * Branch
             * @description The branch that is to be merged.
             */
            readonly branch: string;
            /**
             * Base
             * @description The branch into which it is to be merged.
             */
            readonly base: string;
            /**
             * Author
             * @description The login; null if the account is no more.
             */
            readonly author?: string | null;
            /** Url */
            readonly url?: string | null;
            /**
             * Closes
             * @description Whether merging it finishes the card; else it only mentions it.
             * @default true
             */
            readonly closes: boolean;
            /**
             * Review
             * @description What reviewers say, taken together; null if nobody was asked.
             */
            readonly review?: ("review_requested" | "changes_requested" | "approved") | null;
            /** Reviews */
            readonly reviews?: readonly components["schemas"]["ReviewOnCard"][];
            /**
             * Requested
             * @description The logins and teams that are asked for a review.
             */
            readonly requested?: readonly string[];
            /** @description Checks and statuses of its newest commit; null if there are none. */
            readonly checks?: components["schemas"]["CheckCounts"] | null;
            /**
             * Mergeable
             * @description Whether it has no conflicts; null as long as GitHub has not said.
             */
            readonly mergeable?: boolean | null;
            /** Commits */
            readonly commits?: number | null;
            /**
             * Head Sha
             * @description Its newest commit.
             */
            readonly head_sha?: string | null;
            /** Opened At */
            readonly opened_at?: string | null;
            /** Merged At */
            readonly merged_at?: string | null;
            /**
             * How
             * @description By what it is linked; `hand`: by a person, and nothing on GitHub undoes it.
             * @enum {string}
             */
            readonly how: "branch" | "title" | "description" | "hand";
            /**
             * Updated At
             * Format: date-time
             * @description When it changed last, by GitHub's clock.
             */
            readonly updated_at: string;
            /**
             * Synced At
             * @description When GitHub was last asked about it, if ever.
             */
            readonly synced_at: string | null;
            /**
             * Check Runs
             * @description Every check and status of its newest commit, failing ones first.
             */
            readonly check_runs: readonly components["schemas"]["CheckOnCard"][];
        };
        /**
         * PullRequestLinkCreate
         * @description A pull request that somebody links to a card.
         */
        readonly PullRequestLinkCreate: {
            /**
             * Url
             * @description Its address, such as `https://github.com/acme/rocket/pull/12`, or `acme/rocket#12`; of a repository that is connected to the card's workspace.
             */
            readonly url: string;
            /**
             * Closes
             * @description Whether merging it finishes the card; else it only mentions it.
             * @default true
             */
            readonly closes: boolean;
        };
        /**
         * PullRequestOnCard
         * @description A pull request of a card.
         */
        readonly PullRequestOnCard: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Repository
             * @description Its full name, such as `acme/rocket`.
             */
            readonly repository: string;
            /** Number */
            readonly number: number;
            /** Title */
            readonly title: string;
            readonly state: components["schemas"]["PullRequestState"];
            /**
             * Branch
             * @description The branch that is to be merged.
             */
            readonly branch: string;
            /**
             * Base
             * @description The branch into which it is to be merged.
             */
            readonly base: string;
            /**
             * Author
             * @description The login; null if the account is no more.
             */
            readonly author?: string | null;
            /** Url */
            readonly url?: string | null;
            /**
             * Closes
             * @description Whether merging it finishes the card; else it only mentions it.
             * @default true
             */
            readonly closes: boolean;
            /**
             * Review
             * @description What reviewers say, taken together; null if nobody was asked.
             */
            readonly review?: ("review_requested" | "changes_requested" | "approved") | null;
            /** Reviews */
            readonly reviews?: readonly components["schemas"]["ReviewOnCard"][];
            /**
             * Requested
             * @description The logins and teams that are asked for a review.
             */
            readonly requested?: readonly string[];
            /** @description Checks and statuses of its newest commit; null if there are none. */
            readonly checks?: components["schemas"]["CheckCounts"] | null;
            /**
             * Mergeable
             * @description Whether it has no conflicts; null as long as GitHub has not said.
             */
            readonly mergeable?: boolean | null;
            /** Commits */
            readonly commits?: number | null;
            /**
             * Head Sha
             * @description Its newest commit.
             */
            readonly head_sha?: string | null;
            /** Opened At */
            readonly opened_at?: string | null;
            /** Merged At */
            readonly merged_at?: string | null;
        };
        /**
         * PullRequestState
         * @description How far a pull request is.
         * @enum {string}
         */
        readonly PullRequestState: "draft" | "open" | "closed" | "merged";
        /**
         * PullRequestsOfCard
         * @description The pull requests of a card, in the order in which we heard of them.
         */
        readonly PullRequestsOfCard: {
            /** Items */
            readonly items: readonly components["schemas"]["PullRequestDetails"][];
        };
        /**
         * ReachableRepositories
         * @description Repositories that one's GitHub account reaches, those with the latest push first.
         */
        readonly ReachableRepositories: {
            /** Items */
            readonly items: readonly components["schemas"]["ReachableRepository"][];
            /**
             * Next Cursor
             * @description Leads to the next page; null on the last.
             */
            readonly next_cursor?: string | null;
            /**
             * Truncated
             * @description Whether there are more than Trivet looks through: connect those by their name.
             */
            readonly truncated: boolean;
            /**
             * App Install Url
             * @description Where the GitHub App is given further repositories, if there is one.
             */
            readonly app_install_url?: string | null;
        };
        /**
         * ReachableRepository
         * @description A repository that one's GitHub account reaches.
         */
        readonly ReachableRepository: {
            /** Github Id */
            readonly github_id: number;
            /** Full Name */
            readonly full_name: string;
            /** Url */
            readonly url: string | null;
            /** Private */
            readonly private: boolean;
            /** Archived */
            readonly archived: boolean;
            /** @description What you may do there; null if GitHub does not say. */
            readonly permission?: components["schemas"]["Permission"] | null;
            /**
             * Writable
             * @description Whether you can make branches there.
             */
            readonly writable: boolean;
            /**
             * Why Not
             * @description Why no branch, or no webhook, can be made there; in one sentence.
             */
            readonly why_not?: string | null;
            /** Description */
            readonly description?: string | null;
            /** Pushed At */
            readonly pushed_at?: string | null;
            /**
             * Connected To
             * @description Those of your workspaces that it is connected to.
             */
            readonly connected_to: readonly string[];
            /**
             * Connected
             * @description Whether it is connected to `workspace_id`; null if that was not given.
             */
            readonly connected?: boolean | null;
        };
        /**
         * Ready
         * @description Everything that the process depends on answers.
         */
        readonly Ready: {
            /**
             * Status
             * @default ready
             * @constant
             */
            readonly status: "ready";
            /** Parts */
            readonly parts: {
                readonly [key: string]: "ready" | "missing";
            };
        };
        /**
         * Refresh
         * @description A refresh token; browsers send theirs as a cookie instead.
         */
        readonly Refresh: {
            /** Refresh Token */
            readonly refresh_token?: string | null;
        };
        /**
         * Relations
         * @description Cards of the same workspace; those in the bin are left out.
         */
        readonly Relations: {
            readonly parent?: components["schemas"]["CardRef"] | null;
            /**
             * Children
             * @description At most 200, the oldest first.
             */
            readonly children: readonly components["schemas"]["CardRef"][];
            /**
             * Blocked By
             * @description Cards that it waits for.
             */
            readonly blocked_by: readonly components["schemas"]["CardRef"][];
            /**
             * Blocks
             * @description Cards that wait for it.
             */
            readonly blocks: readonly components["schemas"]["CardRef"][];
        };
        /**
         * ReplayBegun
         * @description Work on a delivery that has begun once more.
         */
        readonly ReplayBegun: {
            readonly task: components["schemas"]["TaskOut"];
        };
        /**
         * RepositoryConnect
         * @description A repository to connect: picked from those that one reaches, or by hand.
         */
        readonly RepositoryConnect: {
            /**
             * Full Name
             * @description Such as `acme/rocket`.
             */
            readonly full_name: string;
            /**
             * Secret
             * @description Left out: Trivet asks GitHub in your name, and makes the webhook itself. Given: by hand, with a webhook that you make on GitHub with this secret.
             */
            readonly secret?: string | null;
        };
        /**
         * RepositoryOut
         * @description A repository that is connected to a workspace.
         */
        readonly RepositoryOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Full Name */
            readonly full_name: string;
            /** Url */
            readonly url: string;
            /** @description `waiting` until news come; then `connected` if GitHub brings them, `polled` if we look for them. `problem` if a person has to do something. */
            readonly state: components["schemas"]["ConnectionState"];
            /** @description `hook`: a webhook that we keep; `app`: the GitHub App; `poll`: we look, as GitHub cannot reach us or nobody may make a webhook; `hand`: a webhook made by hand. */
            readonly via: components["schemas"]["Via"];
            /**
             * Picked
             * @description Whether it was chosen from a list, and not connected by hand.
             */
            readonly picked: boolean;
            /**
             * Private
             * @description Null while GitHub was not asked.
             */
            readonly private?: boolean | null;
            /**
             * Archived
             * @default false
             */
            readonly archived: boolean;
            /** Default Branch */
            readonly default_branch?: string | null;
            readonly problem?: components["schemas"]["ProblemOut"] | null;
            /** @description Null where no webhook is ours to keep. */
            readonly hook?: components["schemas"]["HookOut"] | null;
            /** @description The set-up or check that is under way. */
            readonly task?: components["schemas"]["TaskOut"] | null;
            readonly writing: components["schemas"]["WritingOut"];
            /**
             * Can Branch
             * @description Whether you can make branches there.
             */
            readonly can_branch: boolean;
            /**
             * Why Not
             * @description Why you cannot, in one sentence.
             */
            readonly why_not?: string | null;
            readonly webhook: components["schemas"]["WebhookOut"];
            /**
             * Connected At
             * Format: date-time
             */
            readonly connected_at: string;
            /**
             * Checked At
             * @description When GitHub was last asked about it.
             */
            readonly checked_at?: string | null;
            /**
             * Polled At
             * @description When we last looked for news.
             */
            readonly polled_at?: string | null;
            /** First Delivery At */
            readonly first_delivery_at?: string | null;
            /**
             * Last Delivery At
             * @description Of those that mean something to us.
             */
            readonly last_delivery_at?: string | null;
        };
        /**
         * RepositoryPatch
         * @description What changes. Absent members stay.
         */
        readonly RepositoryPatch: {
            /**
             * Secret
             * @description A new one, for a webhook that is made anew.
             */
            readonly secret?: string | null;
            /**
             * Links Back
             * @description Whether pull requests get a comment that links their cards.
             */
            readonly links_back?: boolean | null;
            /**
             * Status Back
             * @description Whether their newest commits get the status `trivet/card`.
             */
            readonly status_back?: boolean | null;
            /**
             * Draft On Push
             * @description Whether the first push to a branch that was made from a card opens a draft pull request.
             */
            readonly draft_on_push?: boolean | null;
        };
        /**
         * RepositoryPlace
         * @description A repository in which a card has something.
         */
        readonly RepositoryPlace: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Full Name */
            readonly full_name: string;
            /**
             * Connected
             * @description Whether news of it still come.
             */
            readonly connected: boolean;
            readonly state: components["schemas"]["ConnectionState"];
            /** @description How its news come. */
            readonly via: components["schemas"]["Via"];
            /**
             * Synced At
             * @description When news came last, or were looked for.
             */
            readonly synced_at: string | null;
            /**
             * Branches
             * @description How many branches of the card are there.
             */
            readonly branches: number;
            /**
             * Pull Requests
             * @description How many pull requests of the card are there.
             */
            readonly pull_requests: number;
            readonly problem?: components["schemas"]["ProblemOut"] | null;
        };
        /**
         * ReturnedOut
         * @description A session begun with GitHub, or by a link in a mail.
         */
        readonly ReturnedOut: {
            /** Access Token */
            readonly access_token: string;
            /**
             * Token Type
             * @default Bearer
             * @constant
             */
            readonly token_type: "Bearer";
            /**
             * Expires In
             * @description Seconds for which the access token works.
             */
            readonly expires_in: number;
            /** Refresh Token */
            readonly refresh_token: string;
            /**
             * Refresh Expires In
             * @description Seconds for which the refresh token works.
             */
            readonly refresh_expires_in: number;
            /**
             * Csrf Token
             * @description What browsers send as `X-CSRF-Token` with every change.
             */
            readonly csrf_token: string;
            readonly user: components["schemas"]["UserOut"];
            /**
             * Return To
             * @description The page that the person wanted, under `/app/`.
             */
            readonly return_to: string | null;
        };
        /**
         * ReviewOnCard
         * @description The last word of a reviewer.
         */
        readonly ReviewOnCard: {
            /**
             * Login
             * @description Whose; null if the account is no more.
             */
            readonly login: string | null;
            /**
             * State
             * @description Empty while only a part of it is known.
             * @enum {string}
             */
            readonly state: "approved" | "changes_requested" | "commented" | "dismissed" | "";
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
        };
        /**
         * Role
         * @description What a member may do; each role includes those after it.
         * @enum {string}
         */
        readonly Role: "owner" | "admin" | "member" | "viewer";
        /**
         * RuleEvent
         * @description What a rule answers, in the order in which work goes.
         * @enum {string}
         */
        readonly RuleEvent: "branch_created" | "draft" | "opened" | "review_requested" | "changes_requested" | "checks_failed" | "approved" | "merged" | "closed";
        /**
         * RuleIn
         * @description One choice.
         */
        readonly RuleIn: {
            readonly event: components["schemas"]["RuleEvent"];
            /**
             * Base
             * @description For pull requests into which branch: its name, or a pattern with `*` for any characters, slashes too, and `?` for any one. A name goes before a pattern, a longer pattern before a shorter one. Left out: for all that no other rule names.
             */
            readonly base?: string | null;
            /**
             * Column Id
             * @description A column of this board; null for nothing.
             */
            readonly column_id: string | null;
            /** @description `any` or `all` of the pull requests that finish a card; left out: what is usual, which is `all` for `merged`. */
            readonly needs?: components["schemas"]["Needs"] | null;
            /**
             * Back
             * @description Whether it moves cards backwards too.
             * @default false
             */
            readonly back: boolean;
        };
        /**
         * RuleOut
         * @description One rule of a board.
         */
        readonly RuleOut: {
            readonly event: components["schemas"]["RuleEvent"];
            /**
             * Base
             * @description For pull requests into which branch: its name, or a pattern with `*` for any characters, slashes too, and `?` for any one. A name goes before a pattern, a longer pattern before a shorter one. Null for all that no other rule names.
             */
            readonly base: string | null;
            /**
             * Column Id
             * @description Where the card goes; null for nowhere.
             */
            readonly column_id: string | null;
            /** @description Whether it takes one of the pull requests that finish the card, or all of them. */
            readonly needs: components["schemas"]["Needs"];
            /**
             * Back
             * @description Whether it moves cards backwards too.
             */
            readonly back: boolean;
            /**
             * Default
             * @description Whether nobody chose it.
             */
            readonly default: boolean;
        };
        /**
         * RulesOut
         * @description The rules of a board, in the order in which work goes; of an event first that for all branches.
         */
        readonly RulesOut: {
            /** Rules */
            readonly rules: readonly components["schemas"]["RuleOut"][];
        };
        /**
         * RulesPut
         * @description What is chosen; an event that is not named has its default.
         */
        readonly RulesPut: {
            /** Rules */
            readonly rules: readonly components["schemas"]["RuleIn"][];
        };
        /**
         * Scope
         * @description What an API token may do. A session has all.
         *
         *     The first three include those before them; `miro` stands by itself.
         * @enum {string}
         */
        readonly Scope: "read" | "write" | "admin" | "miro";
        /**
         * SessionOut
         * @description Somebody is signed in on a device.
         */
        readonly SessionOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Current
             * @description Whether it is the one that asks.
             */
            readonly current: boolean;
            /**
             * Method
             * @description How they signed in: `local` by a link, `github`.
             */
            readonly method: string | null;
            /**
             * Device
             * @description What it calls itself, such as `Firefox on Linux`.
             */
            readonly device: string;
            /**
             * Address
             * @description From where it was last used.
             */
            readonly address: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * Last Used At
             * Format: date-time
             * @description When it was last refreshed.
             */
            readonly last_used_at: string;
            /**
             * Expires At
             * Format: date-time
             * @description When it ends, unless it is used before.
             */
            readonly expires_at: string;
        };
        /**
         * ShapeBody
         * @description A shape; what is left out is as Miro has it.
         */
        readonly ShapeBody: {
            readonly data?: components["schemas"]["ShapeData"];
            readonly style?: components["schemas"]["ShapeStyle"];
            readonly position?: components["schemas"]["Position"];
            readonly geometry?: components["schemas"]["Geometry"];
            readonly parent?: components["schemas"]["Parent"];
        };
        /**
         * ShapeChange
         * @description What changes of a shape; what is left out stays.
         */
        readonly ShapeChange: {
            readonly data?: components["schemas"]["ShapeData"];
            readonly style?: components["schemas"]["ShapeStyle"];
            readonly position?: components["schemas"]["Position"];
            readonly geometry?: components["schemas"]["Geometry"];
            readonly parent?: components["schemas"]["Parent"];
        };
        /**
         * ShapeData
         * @description What a shape says, and which one it is.
         */
        readonly ShapeData: {
            /**
             * Content
             * @description Text, with the few tags of HTML that Miro knows.
             */
            readonly content?: string;
            readonly shape?: components["schemas"]["ShapeName"];
        };
        /**
         * ShapeName
         * @description The basic shapes.
         * @enum {string}
         */
        readonly ShapeName: "rectangle" | "round_rectangle" | "circle" | "triangle" | "rhombus" | "parallelogram" | "trapezoid" | "pentagon" | "hexagon" | "octagon" | "wedge_round_rectangle_callout" | "star" | "flow_chart_predefined_process" | "cloud" | "cross" | "can" | "right_arrow" | "left_arrow" | "left_right_arrow" | "left_brace" | "right_brace";
        /**
         * ShapeStyle
         * @description How a shape looks.
         */
        readonly ShapeStyle: {
            /**
             * Bordercolor
             * @example #1a1a1a
             */
            readonly borderColor?: string;
            /** Borderopacity */
            readonly borderOpacity?: string | number;
            /**
             * Borderstyle
             * @enum {string}
             */
            readonly borderStyle?: "normal" | "dotted" | "dashed";
            /** Borderwidth */
            readonly borderWidth?: string | number;
            /**
             * Color
             * @example #1a1a1a
             */
            readonly color?: string;
            /**
             * Fillcolor
             * @example #1a1a1a
             */
            readonly fillColor?: string;
            /** Fillopacity */
            readonly fillOpacity?: string | number;
            readonly fontFamily?: components["schemas"]["FontFamily"];
            /** Fontsize */
            readonly fontSize?: string | number;
            /**
             * Textalign
             * @enum {string}
             */
            readonly textAlign?: "left" | "center" | "right";
            /**
             * Textalignvertical
             * @enum {string}
             */
            readonly textAlignVertical?: "top" | "middle" | "bottom";
        };
        /**
         * SignInMethodsOut
         * @description The ways in which people sign in here.
         */
        readonly SignInMethodsOut: {
            /**
             * Github
             * @description At `/auth/github/login`.
             */
            readonly github: boolean;
            /**
             * Email
             * @description By a link in a mail: `POST /auth/email`.
             */
            readonly email: boolean;
            /**
             * Local
             * @description By the link that Trivet prints when it starts.
             */
            readonly local: boolean;
            /**
             * Miro
             * @description Whether an app at Miro is set up here, which people connect at `/oauth/login`.
             */
            readonly miro: boolean;
        };
        /**
         * SignedInOut
         * @description A session: shown once, never stored in the clear.
         */
        readonly SignedInOut: {
            /** Access Token */
            readonly access_token: string;
            /**
             * Token Type
             * @default Bearer
             * @constant
             */
            readonly token_type: "Bearer";
            /**
             * Expires In
             * @description Seconds for which the access token works.
             */
            readonly expires_in: number;
            /** Refresh Token */
            readonly refresh_token: string;
            /**
             * Refresh Expires In
             * @description Seconds for which the refresh token works.
             */
            readonly refresh_expires_in: number;
            /**
             * Csrf Token
             * @description What browsers send as `X-CSRF-Token` with every change.
             */
            readonly csrf_token: string;
            readonly user: components["schemas"]["UserOut"];
        };
        /**
         * StartOut
         * @description What became of a start.
         */
        readonly StartOut: {
            readonly card: components["schemas"]["CardOut"];
            /** @description It makes the branch; null if none is made. */
            readonly task?: components["schemas"]["TaskOut"] | null;
            /**
             * Branch Name
             * @description The branch that is being made, or that the card has there already.
             */
            readonly branch_name?: string | null;
            /**
             * Why No Branch
             * @description Why none is made though one was welcome, in one sentence.
             */
            readonly why_no_branch?: string | null;
            /** @description Null if nothing changed on the board. */
            readonly undo?: components["schemas"]["ChangeRef"] | null;
            /**
             * Cannot Undo
             * @description What an undo leaves as it is, in sentences.
             */
            readonly cannot_undo: readonly string[];
        };
        /**
         * StepCreate
         * @description A new step; the last one unless a place is given.
         */
        readonly StepCreate: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /** Text */
            readonly text: string;
            /**
             * Done
             * @default false
             */
            readonly done: boolean;
        };
        /**
         * StepPatch
         * @description What changes of a step. Absent members stay.
         */
        readonly StepPatch: {
            /**
             * Before
             * @description Directly before this sibling.
             */
            readonly before?: string | null;
            /**
             * After
             * @description Directly after this sibling.
             */
            readonly after?: string | null;
            /**
             * Position
             * @description At this place counted from 0; beyond the end means the end.
             */
            readonly position?: number | null;
            /** Text */
            readonly text?: string | null;
            /** Done */
            readonly done?: boolean | null;
        };
        /**
         * TaskBegun
         * @description It takes longer: follow the task.
         */
        readonly TaskBegun: {
            readonly task: components["schemas"]["TaskOut"];
            /**
             * Batch Id
             * Format: uuid
             * @description What all events of this change will have in common.
             */
            readonly batch_id: string;
        };
        /**
         * TaskErrorOut
         * @description Why a task did not succeed, or not yet.
         */
        readonly TaskErrorOut: {
            /**
             * Code
             * @description Stable; what programs decide by.
             */
            readonly code: string;
            /**
             * Detail
             * @description What happened, and what to do next.
             */
            readonly detail: string;
        };
        /**
         * TaskGroup
         * @description Several states by one name: how people ask for tasks.
         * @enum {string}
         */
        readonly TaskGroup: "open" | "dead";
        /**
         * TaskOut
         * @description A background operation.
         */
        readonly TaskOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Name */
            readonly name: string;
            readonly state: components["schemas"]["TaskState"];
            /**
             * Attempts
             * @description Attempts begun; those that a crash ended do not count.
             */
            readonly attempts: number;
            /** Max Attempts */
            readonly max_attempts: number;
            /**
             * Next Attempt At
             * @description Not before this moment, while it waits.
             */
            readonly next_attempt_at: string | null;
            /** @description Once the task said how far it is. */
            readonly progress: components["schemas"]["TaskProgressOut"] | null;
            /** @description Of the last attempt, if it failed. */
            readonly error: components["schemas"]["TaskErrorOut"] | null;
            /**
             * Result
             * @description What it answers, once it succeeded.
             */
            readonly result: {
                readonly [key: string]: unknown;
            } | null;
            /**
             * Requested By
             * @description Who asked for it, and may steer it; null where nobody did.
             */
            readonly requested_by: string | null;
            /**
             * Cancelling
             * @description Whether it runs, and was asked to stop.
             */
            readonly cancelling: boolean;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /** Finished At */
            readonly finished_at: string | null;
        };
        /**
         * TaskProgressOut
         * @description How far a task is.
         */
        readonly TaskProgressOut: {
            /**
             * Done
             * @description Steps that are done.
             */
            readonly done: number;
            /**
             * Total
             * @description Steps in all.
             */
            readonly total: number;
            /**
             * Note
             * @description For people; may be empty.
             */
            readonly note: string;
        };
        /**
         * TaskState
         * @description Where a task stands.
         *
         *     queued → running → succeeded | retrying | failed | cancelled | indeterminate
         * @enum {string}
         */
        readonly TaskState: "queued" | "running" | "retrying" | "succeeded" | "failed" | "cancelled" | "indeterminate";
        /**
         * Template
         * @description The columns and labels that a new board is given.
         * @enum {string}
         */
        readonly Template: "blank" | "kanban" | "scrum";
        /**
         * UndoIn
         * @description Which change is taken back.
         */
        readonly UndoIn: {
            /**
             * Seq
             * @description The number of one of its events; if absent, your last change on this board.
             */
            readonly seq?: number | null;
        };
        /**
         * UndoOut
         * @description What was taken back, and what was not.
         */
        readonly UndoOut: {
            /** Undone */
            readonly undone: readonly components["schemas"]["Undone"][];
            /** Blocked */
            readonly blocked: readonly components["schemas"]["Blocked"][];
            /** Kept */
            readonly kept: readonly components["schemas"]["Kept"][];
            /**
             * Batch Id
             * Format: uuid
             */
            readonly batch_id: string;
            /**
             * Seqs
             * @description The numbers of the events that this undo wrote: undo one, and it is redone.
             */
            readonly seqs: readonly number[];
        };
        /**
         * Undone
         * @description An event that was taken back, at least in part.
         */
        readonly Undone: {
            /** Seq */
            readonly seq: number;
            /** Type */
            readonly type: string;
            /**
             * Card Id
             * Format: uuid
             */
            readonly card_id: string;
            /** Key */
            readonly key: string;
            /** Title */
            readonly title: string;
        };
        /**
         * Unread
         * @description How many notifications are unread.
         */
        readonly Unread: {
            /** Unread */
            readonly unread: number;
        };
        /**
         * UserOut
         * @description A person, as they see themselves.
         */
        readonly UserOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Name */
            readonly name: string;
            /** Email */
            readonly email: string | null;
            /** Avatar Url */
            readonly avatar_url: string | null;
            /** Instance Admin */
            readonly instance_admin: boolean;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
        };
        /**
         * Via
         * @description How news of a repository come to us.
         * @enum {string}
         */
        readonly Via: "hook" | "app" | "poll" | "hand";
        /**
         * WebhookOut
         * @description What to enter on GitHub, where the webhook is made by hand.
         */
        readonly WebhookOut: {
            /**
             * Url
             * @description The payload URL.
             */
            readonly url: string;
            /**
             * Reachable
             * @description Whether GitHub can reach it, as far as the address tells: not on a loopback.
             */
            readonly reachable: boolean;
            /**
             * Content Type
             * @default application/json
             * @constant
             */
            readonly content_type: "application/json";
            /**
             * Events
             * @description The events to tick.
             */
            readonly events: readonly string[];
            /**
             * Settings Url
             * @description Where the repository's webhooks are set up.
             */
            readonly settings_url: string;
        };
        /**
         * Where
         * @description What of a card was found.
         * @enum {string}
         */
        readonly Where: "key" | "title" | "description" | "comment";
        /**
         * WorkspaceCreate
         * @description A new workspace.
         */
        readonly WorkspaceCreate: {
            /** Name */
            readonly name: string;
        };
        /**
         * WorkspaceOut
         * @description A workspace, as one of its members sees it.
         */
        readonly WorkspaceOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Name */
            readonly name: string;
            /** @description The role of whoever asks. */
            readonly role: components["schemas"]["Role"];
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            readonly updated_at: string;
        };
        /**
         * WorkspacePatch
         * @description What changes; what is left out stays.
         */
        readonly WorkspacePatch: {
            /** Name */
            readonly name?: string | null;
        };
        /**
         * WritesAs
         * @description In whose name we write.
         * @enum {string}
         */
        readonly WritesAs: "app" | "person";
        /**
         * WritingOut
         * @description What Trivet writes on GitHub in a repository by itself; nothing unless an admin wants it.
         */
        readonly WritingOut: {
            /**
             * Links Back
             * @description Pull requests get a comment that links their cards.
             */
            readonly links_back: boolean;
            /**
             * Status Back
             * @description Their newest commits get the status `trivet/card`: whether a card that would be finished waits for others.
             */
            readonly status_back: boolean;
            /**
             * Draft On Push
             * @description The first push to a branch that was made from a card opens a draft pull request.
             */
            readonly draft_on_push: boolean;
            /** @description The GitHub App, or the person who connected it; null if nobody can. */
            readonly writes_as: components["schemas"]["WritesAs"] | null;
            /**
             * Login
             * @description That person's login.
             */
            readonly login: string | null;
            /**
             * Why Not
             * @description Why nobody can, in one sentence.
             */
            readonly why_not: string | null;
            /** @description What went wrong last, until something can be written again. */
            readonly problem: components["schemas"]["WritingProblemOut"] | null;
        };
        /**
         * WritingProblemOut
         * @description What could not be written last.
         */
        readonly WritingProblemOut: {
            /**
             * Detail
             * @description What happened, and what to do next.
             */
            readonly detail: string;
            /**
             * At
             * Format: date-time
             */
            readonly at: string;
            /**
             * Task Id
             * Format: uuid
             * @description The task that failed; it may be tried again.
             */
            readonly task_id: string;
        };
        /**
         * BoardOut
         * @description A board with everything that stands on it, in order.
         */
        readonly BoardOut: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /**
             * Workspace Id
             * Format: uuid
             */
            readonly workspace_id: string;
            /** Key */
            readonly key: string;
            /** Name */
            readonly name: string;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * Archived At
             * @default null
             */
            readonly archived_at: string | null;
            /** Seq */
            readonly seq: number;
            /** Epoch */
            readonly epoch: string;
            /** Columns */
            readonly columns: readonly components["schemas"]["ColumnOut"][];
            /** Labels */
            readonly labels: readonly components["schemas"]["LabelOut"][];
            /** Cards */
            readonly cards: readonly components["schemas"]["CardOnBoard"][];
        };
        /** BoardArchivedEvent */
        readonly BoardArchivedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "board.archived";
            readonly payload: components["schemas"]["Empty"];
        };
        /** BoardChange */
        readonly BoardChange: {
            readonly fields: components["schemas"]["BoardFieldChanges"];
            readonly was: components["schemas"]["BoardFieldChanges"];
        };
        /** BoardCreatedEvent */
        readonly BoardCreatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "board.created";
            readonly payload: components["schemas"]["NewBoard"];
        };
        /** BoardDeletedEvent */
        readonly BoardDeletedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "board.deleted";
            readonly payload: components["schemas"]["Empty"];
        };
        /**
         * BoardEvent
         * @description One row of a board's log. Further types come: skip what you do not know, and go on.
         */
        readonly BoardEvent: components["schemas"]["BoardCreatedEvent"] | components["schemas"]["BoardUpdatedEvent"] | components["schemas"]["BoardArchivedEvent"] | components["schemas"]["BoardRestoredEvent"] | components["schemas"]["BoardDeletedEvent"] | components["schemas"]["ColumnCreatedEvent"] | components["schemas"]["ColumnUpdatedEvent"] | components["schemas"]["ColumnDeletedEvent"] | components["schemas"]["ColumnsRerankedEvent"] | components["schemas"]["LabelCreatedEvent"] | components["schemas"]["LabelUpdatedEvent"] | components["schemas"]["LabelDeletedEvent"] | components["schemas"]["CardCreatedEvent"] | components["schemas"]["CardUpdatedEvent"] | components["schemas"]["CardMovedEvent"] | components["schemas"]["CardArchivedEvent"] | components["schemas"]["CardRestoredEvent"] | components["schemas"]["CardDeletedEvent"] | components["schemas"]["CardLeftEvent"] | components["schemas"]["CardArrivedEvent"] | components["schemas"]["CardsRerankedEvent"] | components["schemas"]["CommentCreatedEvent"] | components["schemas"]["CommentUpdatedEvent"] | components["schemas"]["CommentDeletedEvent"] | components["schemas"]["PullRequestLinkedEvent"] | components["schemas"]["PullRequestUpdatedEvent"] | components["schemas"]["PullRequestUnlinkedEvent"] | components["schemas"]["BranchCreatedEvent"] | components["schemas"]["BranchUpdatedEvent"] | components["schemas"]["BranchDeletedEvent"] | components["schemas"]["CardHeldBackEvent"] | components["schemas"]["RulesUpdatedEvent"] | components["schemas"]["BranchingUpdatedEvent"];
        /** BoardFieldChanges */
        readonly BoardFieldChanges: {
            /** Name */
            readonly name: string;
        };
        /** BoardRestoredEvent */
        readonly BoardRestoredEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "board.restored";
            readonly payload: components["schemas"]["Empty"];
        };
        /** BoardUpdatedEvent */
        readonly BoardUpdatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "board.updated";
            readonly payload: components["schemas"]["BoardChange"];
        };
        /** BranchCreatedEvent */
        readonly BranchCreatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "branch.created";
            readonly payload: components["schemas"]["BranchFacts"];
        };
        /** BranchDeletedEvent */
        readonly BranchDeletedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "branch.deleted";
            readonly payload: components["schemas"]["BranchEnd"];
        };
        /** BranchEnd */
        readonly BranchEnd: {
            /**
             * Branch Id
             * Format: uuid
             */
            readonly branch_id: string;
            /** Repository */
            readonly repository: string;
            /** Name */
            readonly name: string;
        };
        /** BranchFacts */
        readonly BranchFacts: {
            readonly branch: components["schemas"]["BranchOnCard"];
        };
        /** BranchNaming */
        readonly BranchNaming: {
            readonly branching: components["schemas"]["BranchingOut"];
        };
        /** BranchUpdatedEvent */
        readonly BranchUpdatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "branch.updated";
            readonly payload: components["schemas"]["BranchFacts"];
        };
        /** BranchingUpdatedEvent */
        readonly BranchingUpdatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "branching.updated";
            readonly payload: components["schemas"]["BranchNaming"];
        };
        /** CardArchivedEvent */
        readonly CardArchivedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "card.archived";
            readonly payload: components["schemas"]["CardVersion"];
        };
        /** CardArrival */
        readonly CardArrival: {
            /** Version */
            readonly version: number;
            /**
             * Undoes
             * @description The numbers of the events that it takes back, if any.
             */
            readonly undoes?: readonly number[];
            readonly card: components["schemas"]["CardOut"];
            /**
             * From Board Id
             * Format: uuid
             */
            readonly from_board_id: string;
            /** From Key */
            readonly from_key: string;
        };
        /** CardArrivedEvent */
        readonly CardArrivedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "card.arrived";
            readonly payload: components["schemas"]["CardArrival"];
        };
        /** CardChange */
        readonly CardChange: {
            /** Version */
            readonly version: number;
            /**
             * Undoes
             * @description The numbers of the events that it takes back, if any.
             */
            readonly undoes?: readonly number[];
            readonly fields: components["schemas"]["CardFieldChanges"];
            readonly was: components["schemas"]["CardFieldChanges"];
        };
        /** CardCreatedEvent */
        readonly CardCreatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "card.created";
            readonly payload: components["schemas"]["NewCard"];
        };
        /** CardDeletedEvent */
        readonly CardDeletedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "card.deleted";
            readonly payload: components["schemas"]["CardVersion"];
        };
        /** CardDeparture */
        readonly CardDeparture: {
            /** Version */
            readonly version: number;
            /**
             * Undoes
             * @description The numbers of the events that it takes back, if any.
             */
            readonly undoes?: readonly number[];
            /**
             * To Board Id
             * Format: uuid
             */
            readonly to_board_id: string;
            /** To Key */
            readonly to_key: string;
        };
        /**
         * CardFieldChanges
         * @description New values, or old ones; null where there is none. Only those that changed.
         */
        readonly CardFieldChanges: {
            /**
             * Title
             * @default
             */
            readonly title: string;
            /**
             * Description
             * @default
             */
            readonly description: string;
            /**
             * Acceptance Criteria
             * @default
             */
            readonly acceptance_criteria: string;
            /** @default none */
            readonly priority: components["schemas"]["Priority"];
            /**
             * Estimate
             * @default null
             */
            readonly estimate: number | null;
            /**
             * Start Date
             * @default null
             */
            readonly start_date: string | null;
            /**
             * Due Date
             * @default null
             */
            readonly due_date: string | null;
            /** Label Ids */
            readonly label_ids?: readonly string[];
            /** Assignee Ids */
            readonly assignee_ids?: readonly string[];
            /**
             * Parent Id
             * @default null
             */
            readonly parent_id: string | null;
            /** Blocked By */
            readonly blocked_by?: readonly string[];
            /** Blocks */
            readonly blocks?: readonly string[];
            /** Checklist */
            readonly checklist?: readonly components["schemas"]["ChecklistItem"][];
            /** Links */
            readonly links?: readonly components["schemas"]["LinkOut"][];
        };
        /** CardHeldBackEvent */
        readonly CardHeldBackEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "card.held_back";
            readonly payload: components["schemas"]["CardHold"];
        };
        /** CardHold */
        readonly CardHold: {
            /** @description Why a rule could not move the card; null if nothing keeps it any more. */
            readonly held_back: components["schemas"]["HeldBack"] | null;
        };
        /** CardLeftEvent */
        readonly CardLeftEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "card.left";
            readonly payload: components["schemas"]["CardDeparture"];
        };
        /** CardMovedEvent */
        readonly CardMovedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "card.moved";
            readonly payload: components["schemas"]["CardPlaces"];
        };
        /** CardPlaces */
        readonly CardPlaces: {
            /** Version */
            readonly version: number;
            /**
             * Undoes
             * @description The numbers of the events that it takes back, if any.
             */
            readonly undoes?: readonly number[];
            /**
             * Column Id
             * Format: uuid
             */
            readonly column_id: string;
            /** Rank */
            readonly rank: string;
            /**
             * From Column Id
             * Format: uuid
             */
            readonly from_column_id: string;
            /** From Rank */
            readonly from_rank: string;
            /**
             * @description If a rule moved it.
             * @default null
             */
            readonly reason: components["schemas"]["MoveReason"] | null;
        };
        /** CardRanks */
        readonly CardRanks: {
            /**
             * Column Id
             * Format: uuid
             */
            readonly column_id: string;
            /**
             * Ranks
             * @description Card id → new rank.
             */
            readonly ranks: {
                readonly [key: string]: string;
            };
        };
        /** CardRestoredEvent */
        readonly CardRestoredEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "card.restored";
            readonly payload: components["schemas"]["RestoredCard"];
        };
        /** CardUpdatedEvent */
        readonly CardUpdatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "card.updated";
            readonly payload: components["schemas"]["CardChange"];
        };
        /**
         * CardVersion
         * @description Which version of its card the event made.
         */
        readonly CardVersion: {
            /** Version */
            readonly version: number;
            /**
             * Undoes
             * @description The numbers of the events that it takes back, if any.
             */
            readonly undoes?: readonly number[];
        };
        /** CardsRerankedEvent */
        readonly CardsRerankedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "cards.reranked";
            readonly payload: components["schemas"]["CardRanks"];
        };
        /** ColumnChange */
        readonly ColumnChange: {
            /**
             * Column Id
             * Format: uuid
             */
            readonly column_id: string;
            readonly fields: components["schemas"]["ColumnFieldChanges"];
            readonly was: components["schemas"]["ColumnFieldChanges"];
        };
        /** ColumnCreatedEvent */
        readonly ColumnCreatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "column.created";
            readonly payload: components["schemas"]["NewColumn"];
        };
        /** ColumnDeletedEvent */
        readonly ColumnDeletedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "column.deleted";
            readonly payload: components["schemas"]["ColumnEnd"];
        };
        /** ColumnEnd */
        readonly ColumnEnd: {
            /**
             * Column Id
             * Format: uuid
             */
            readonly column_id: string;
            /** Cards */
            readonly cards: readonly components["schemas"]["PlacedCard"][];
            /**
             * To Column Id
             * @description Where the cards went, if there were any.
             * @default null
             */
            readonly to_column_id: string | null;
        };
        /**
         * ColumnFieldChanges
         * @description Only those that changed.
         */
        readonly ColumnFieldChanges: {
            /**
             * Name
             * @default
             */
            readonly name: string;
            /** @default unstarted */
            readonly category: components["schemas"]["Category"];
            /**
             * Rank
             * @default
             */
            readonly rank: string;
            /**
             * Wip Limit
             * @default null
             */
            readonly wip_limit: number | null;
            /**
             * Wip Hard
             * @description Null where it is not hard.
             * @default false
             */
            readonly wip_hard: boolean | null;
        };
        /** ColumnRanks */
        readonly ColumnRanks: {
            /**
             * Ranks
             * @description Column id → new rank.
             */
            readonly ranks: {
                readonly [key: string]: string;
            };
        };
        /** ColumnUpdatedEvent */
        readonly ColumnUpdatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "column.updated";
            readonly payload: components["schemas"]["ColumnChange"];
        };
        /** ColumnsRerankedEvent */
        readonly ColumnsRerankedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "columns.reranked";
            readonly payload: components["schemas"]["ColumnRanks"];
        };
        /** CommentChange */
        readonly CommentChange: {
            readonly comment: components["schemas"]["CommentOut"];
        };
        /** CommentCreatedEvent */
        readonly CommentCreatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "comment.created";
            readonly payload: components["schemas"]["NewComment"];
        };
        /** CommentDeletedEvent */
        readonly CommentDeletedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "comment.deleted";
            readonly payload: components["schemas"]["CommentEnd"];
        };
        /** CommentEnd */
        readonly CommentEnd: {
            /**
             * Comment Id
             * Format: uuid
             */
            readonly comment_id: string;
            /** Comment Count */
            readonly comment_count: number;
        };
        /** CommentUpdatedEvent */
        readonly CommentUpdatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "comment.updated";
            readonly payload: components["schemas"]["CommentChange"];
        };
        /**
         * Empty
         * @description Nothing: the type says it all.
         */
        readonly Empty: Record<string, never>;
        /** LabelChange */
        readonly LabelChange: {
            /**
             * Label Id
             * Format: uuid
             */
            readonly label_id: string;
            readonly fields: components["schemas"]["LabelFieldChanges"];
            readonly was: components["schemas"]["LabelFieldChanges"];
        };
        /** LabelCreatedEvent */
        readonly LabelCreatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "label.created";
            readonly payload: components["schemas"]["NewLabel"];
        };
        /** LabelDeletedEvent */
        readonly LabelDeletedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "label.deleted";
            readonly payload: components["schemas"]["LabelEnd"];
        };
        /** LabelEnd */
        readonly LabelEnd: {
            /**
             * Label Id
             * Format: uuid
             */
            readonly label_id: string;
        };
        /**
         * LabelFieldChanges
         * @description Only those that changed.
         */
        readonly LabelFieldChanges: {
            /**
             * Name
             * @default
             */
            readonly name: string;
            /**
             * Color
             * @default
             */
            readonly color: string;
        };
        /** LabelUpdatedEvent */
        readonly LabelUpdatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "label.updated";
            readonly payload: components["schemas"]["LabelChange"];
        };
        /**
         * MoveCause
         * @description What became known when a rule moved a card.
         * @enum {string}
         */
        readonly MoveCause: "branch_created" | "draft" | "opened" | "closed" | "merged" | "review_requested" | "reviewed" | "changes_requested" | "approved" | "checked" | "checks_failed" | "unlinked" | "late";
        /**
         * MoveReason
         * @description Why a card was moved by a rule of its board.
         */
        readonly MoveReason: {
            /** @description Which rule; of a correction, the one that is taken back. */
            readonly rule: components["schemas"]["RuleEvent"];
            /**
             * Corrected
             * @description The card goes back: it turns out that an earlier move was for no reason.
             * @default false
             */
            readonly corrected: boolean;
            /** @description What became known of the pull request or the branch. */
            readonly cause: components["schemas"]["MoveCause"];
            /** Repository */
            readonly repository: string;
            /**
             * Pull Request
             * @description Its number, if it is about one.
             * @default null
             */
            readonly pull_request: number | null;
            /**
             * Branch
             * @description Its name, if it is about one.
             * @default null
             */
            readonly branch: string | null;
        };
        /** NewBoard */
        readonly NewBoard: {
            readonly board: components["schemas"]["BoardSummary"];
        };
        /** NewCard */
        readonly NewCard: {
            readonly card: components["schemas"]["CardOut"];
        };
        /** NewColumn */
        readonly NewColumn: {
            readonly column: components["schemas"]["ColumnOut"];
        };
        /** NewComment */
        readonly NewComment: {
            readonly comment: components["schemas"]["CommentOut"];
            /**
             * Comment Count
             * @description How many the card has now.
             */
            readonly comment_count: number;
        };
        /** NewLabel */
        readonly NewLabel: {
            readonly label: components["schemas"]["LabelOut"];
        };
        /**
         * Origin
         * @description Where a change came from.
         * @enum {string}
         */
        readonly Origin: "board" | "github" | "miro" | "api" | "agent" | "import";
        /**
         * PlacedCard
         * @description A card that went to another column, at its end.
         */
        readonly PlacedCard: {
            /**
             * Id
             * Format: uuid
             */
            readonly id: string;
            /** Rank */
            readonly rank: string;
            /** Version */
            readonly version: number;
        };
        /**
         * PresentPerson
         * @description Somebody who has the board open.
         */
        readonly PresentPerson: {
            /**
             * User Id
             * Format: uuid
             */
            readonly user_id: string;
            /** Name */
            readonly name: string;
            /**
             * Card Id
             * @description The card they look at; left out if none.
             * @default null
             */
            readonly card_id: string | null;
            /**
             * Editing
             * @description Whether they edit it; left out if not.
             * @default false
             */
            readonly editing: boolean;
        };
        /** PullRequestChange */
        readonly PullRequestChange: {
            readonly pull_request: components["schemas"]["PullRequestOnCard"];
            /** @description What it was before; perhaps the same. */
            readonly was_state: components["schemas"]["PullRequestState"];
            /**
             * @description If reviewers say something else now: what they said before, if anything.
             * @default null
             */
            readonly was_review: components["schemas"]["Verdict"] | null;
        };
        /** PullRequestEnd */
        readonly PullRequestEnd: {
            /**
             * Pull Request Id
             * Format: uuid
             */
            readonly pull_request_id: string;
            /** Repository */
            readonly repository: string;
            /** Number */
            readonly number: number;
        };
        /** PullRequestFacts */
        readonly PullRequestFacts: {
            readonly pull_request: components["schemas"]["PullRequestOnCard"];
        };
        /** PullRequestLinkedEvent */
        readonly PullRequestLinkedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "pull_request.linked";
            readonly payload: components["schemas"]["PullRequestFacts"];
        };
        /** PullRequestUnlinkedEvent */
        readonly PullRequestUnlinkedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "pull_request.unlinked";
            readonly payload: components["schemas"]["PullRequestEnd"];
        };
        /** PullRequestUpdatedEvent */
        readonly PullRequestUpdatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "pull_request.updated";
            readonly payload: components["schemas"]["PullRequestChange"];
        };
        /** RestoredCard */
        readonly RestoredCard: {
            /** Version */
            readonly version: number;
            /**
             * Undoes
             * @description The numbers of the events that it takes back, if any.
             */
            readonly undoes?: readonly number[];
            readonly card: components["schemas"]["CardOut"];
        };
        /** Rules */
        readonly Rules: {
            /** Rules */
            readonly rules: readonly components["schemas"]["RuleOut"][];
        };
        /** RulesUpdatedEvent */
        readonly RulesUpdatedEvent: {
            /** Seq */
            readonly seq: number;
            /**
             * Card Id
             * @description The card it is about, if it is about one.
             */
            readonly card_id: string | null;
            /** Actor Id */
            readonly actor_id: string | null;
            readonly origin: components["schemas"]["Origin"];
            /**
             * Correlation Id
             * @description The `X-Request-ID` of the request behind it.
             */
            readonly correlation_id: string | null;
            /**
             * Batch Id
             * @description What events have in common that are one change.
             * @default null
             */
            readonly batch_id: string | null;
            /**
             * Created At
             * Format: date-time
             */
            readonly created_at: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "rules.updated";
            readonly payload: components["schemas"]["Rules"];
        };
        /**
         * SocketAuth
         * @description Who I am: as the first message, or later with a fresh token.
         */
        readonly SocketAuth: {
            /**
             * Type
             * @constant
             */
            readonly type: "auth";
            /** Token */
            readonly token: string;
        };
        /**
         * SocketBye
         * @description The server is about to close the socket.
         */
        readonly SocketBye: {
            /**
             * Type
             * @constant
             */
            readonly type: "bye";
            /**
             * Reason
             * @constant
             */
            readonly reason: "restart";
        };
        /**
         * SocketEvents
         * @description What happened, in order and without a gap.
         */
        readonly SocketEvents: {
            /**
             * Type
             * @constant
             */
            readonly type: "events";
            /**
             * From Seq
             * @description The number of the first event.
             */
            readonly from_seq: number;
            /**
             * To Seq
             * @description The number of the last one.
             */
            readonly to_seq: number;
            /** Events */
            readonly events: readonly components["schemas"]["BoardEvent"][];
        };
        /**
         * SocketHello
         * @description The first message: you are subscribed.
         */
        readonly SocketHello: {
            /**
             * Type
             * @constant
             */
            readonly type: "hello";
            /**
             * Seq
             * @description The number of the board's last event.
             */
            readonly seq: number;
            /**
             * Epoch
             * @description Changes when the installation is restored from a copy.
             */
            readonly epoch: string;
            /**
             * Protocol
             * @constant
             */
            readonly protocol: "trivet.v1";
            /**
             * User Id
             * Format: uuid
             * @description Who you are.
             */
            readonly user_id: string;
            /** Presence */
            readonly presence: readonly components["schemas"]["PresentPerson"][];
        };
        /**
         * SocketNotification
         * @description Something that you should know of a card, whichever board you follow.
         */
        readonly SocketNotification: {
            /**
             * Type
             * @constant
             */
            readonly type: "notification";
            readonly notification: components["schemas"]["NotificationOut"];
            /**
             * Unread
             * @description How many notifications you have not read.
             */
            readonly unread: number;
        };
        /**
         * SocketPing
         * @description Are you there? Answer `pong`.
         */
        readonly SocketPing: {
            /**
             * Type
             * @constant
             */
            readonly type: "ping";
            /**
             * Seq
             * @description The number of the last event that was sent to you.
             */
            readonly seq: number;
        };
        /**
         * SocketPong
         * @description I am here.
         */
        readonly SocketPong: {
            /**
             * Type
             * @constant
             */
            readonly type: "pong";
        };
        /**
         * SocketPresence
         * @description Who is there; the whole list, whenever it changes.
         */
        readonly SocketPresence: {
            /**
             * Type
             * @constant
             */
            readonly type: "presence";
            /** People */
            readonly people: readonly components["schemas"]["PresentPerson"][];
        };
        /**
         * SocketResync
         * @description What you missed cannot be replayed: load the board again. Events behind `seq` follow.
         */
        readonly SocketResync: {
            /**
             * Type
             * @constant
             */
            readonly type: "resync";
            /** Seq */
            readonly seq: number;
        };
        /**
         * SocketSetPresence
         * @description What I look at.
         */
        readonly SocketSetPresence: {
            /**
             * Type
             * @constant
             */
            readonly type: "presence";
            /**
             * Card Id
             * @default null
             */
            readonly card_id: string | null;
            /**
             * Editing
             * @default null
             */
            readonly editing: boolean | null;
        };
        /**
         * SocketSince
         * @description Send me again what happened behind `seq`.
         */
        readonly SocketSince: {
            /**
             * Type
             * @constant
             */
            readonly type: "since";
            /** Seq */
            readonly seq: number;
        };
        /**
         * SocketTask
         * @description How a task stands that you asked for.
         */
        readonly SocketTask: {
            /**
             * Type
             * @constant
             */
            readonly type: "task";
            readonly task: components["schemas"]["TaskOut"];
        };
        /**
         * Verdict
         * @description What reviewers say, taken together.
         * @enum {string}
         */
        readonly Verdict: "review_requested" | "changes_requested" | "approved";
        /**
         * Problem
         * @description A refusal. Some have further members, such as both values of a conflict.
         */
        readonly Problem: {
            /**
             * Type
             * @description Names the kind of problem; as stable as `code`.
             */
            readonly type: string;
            /** Title */
            readonly title: string;
            /** Status */
            readonly status: number;
            /**
             * Code
             * @description Stable; what programs decide by.
             */
            readonly code: string;
            /**
             * Detail
             * @description What happened, and what to do next.
             * @default null
             */
            readonly detail: string | null;
            /**
             * Fields
             * @description The fields at fault.
             * @default null
             */
            readonly fields: readonly components["schemas"]["ProblemField"][] | null;
            /**
             * Request Id
             * @description Names the request in the logs; quote it to get help.
             */
            readonly request_id: string;
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * ProblemField
         * @description What is wrong with one field.
         */
        readonly ProblemField: {
            /**
             * Field
             * @description Where it stands, such as `title` or `cards.3.id`.
             */
            readonly field: string;
            /** Message */
            readonly message: string;
            /** Code */
            readonly code: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly create_card: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CardCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly read_card: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_card: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patch_card: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CardPatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly move_card: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CardMove"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_column: {
        readonly parameters: {
            readonly query?: {
                /** @description The column to whose end its cards go. */
                readonly move_cards_to?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly column_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patch_column: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly column_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ColumnPatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ColumnOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_boards: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
                /** @description The archived boards instead. */
                readonly archived?: boolean;
            };
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_BoardSummary_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly create_board: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BoardCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BoardSummary"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly read_board: {
        readonly parameters: {
            readonly query?: {
                /** @description Who works on it; `me`, or `none` for nobody. */
                readonly assignee?: readonly (string | ("me" | "none"))[];
                /** @description A label's id or name. */
                readonly label?: readonly string[];
                readonly priority?: readonly components["schemas"]["Priority"][];
                readonly column?: readonly string[];
                /** @description Part of the key, the title or the texts. */
                readonly q?: string;
                readonly updated_since?: string;
                /** @description The archived cards instead of the open ones. */
                readonly archived?: boolean;
            };
            readonly header?: {
                /** @description Answer with at least this state: the `X-Board-Seq` of a write. 409 if not in time. */
                readonly "X-Min-Board-Seq"?: number;
                /** @description The `ETag` of the answer you have. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The board. */
            readonly 200: {
                headers: {
                    /** @description Names this state of the board. */
                    readonly ETag?: string;
                    /** @description The number of the last event that this answer shows. */
                    readonly "X-Board-Seq"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BoardOut"];
                };
            };
            /** @description You have this state already. */
            readonly 304: {
                headers: {
                    /** @description Names this state of the board. */
                    readonly ETag?: string;
                    /** @description The number of the last event that this answer shows. */
                    readonly "X-Board-Seq"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_board: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patch_board: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BoardPatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BoardSummary"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly create_column: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ColumnCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ColumnOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly create_label: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LabelCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LabelOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_label: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly label_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patch_label: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly label_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LabelPatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LabelOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly read_relations: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Relations"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly card_activity: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_EventOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_events: {
        readonly parameters: {
            readonly query?: {
                /** @description The last seq you have. */
                readonly since?: number;
                /** @description `next_cursor` of the stretch before. */
                readonly cursor?: string;
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EventsOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly search_cards: {
        readonly parameters: {
            readonly query: {
                /** @description Words, each the beginning of one, all of which must be there; or a key. */
                readonly q: string;
                /** @description Only in this workspace. */
                readonly workspace_id?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_Hit_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_my_cards: {
        readonly parameters: {
            readonly query?: {
                /** @description Only in this workspace. */
                readonly workspace_id?: string;
                /** @description Also those in columns for what is done or cancelled. */
                readonly done?: boolean;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_CardRef_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_my_notifications: {
        readonly parameters: {
            readonly query?: {
                /** @description Only those that are unread. */
                readonly unread?: boolean;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NotificationsOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly mark_my_notifications: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NotificationsRead"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Unread"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_rules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RulesOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly put_rules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RulesPut"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RulesOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly try_rules: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DryRun"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DryRunOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly receive_delivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryAnswer"];
                };
            };
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryAnswer"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_branch_name: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
                /** @description Where it is to be made. */
                readonly repo_id?: string;
                /** @description One to be checked by the rules of git. */
                readonly name?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BranchNameOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly create_branch: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BranchCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BranchBegun"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_branching: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BranchingOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly put_branching: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BranchingPut"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BranchingOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_branching_examples: {
        readonly parameters: {
            readonly query?: {
                /** @description It need not be one that does; absent, that of boards which chose none. */
                readonly template?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BranchExamplesOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_my_branch_prefix: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BranchPrefixOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly put_my_branch_prefix: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BranchPrefixPut"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BranchPrefixOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_deliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description Whose. Without it: those that belong to no workspace, for instance admins; what a GitHub App is told of itself is not kept, so there are none. */
                readonly workspace_id?: string;
                /** @description Only of this one, also if it was disconnected. */
                readonly repository_id?: string;
                /** @description Only these: `pull_request`. */
                readonly event?: string;
                /** @description `waiting` also finds those that are being worked on, `failed` those that were dropped. */
                readonly state?: components["schemas"]["DeliveryGroup"];
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_DeliveryOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_delivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly delivery_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryWhole"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replay_delivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly delivery_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReplayBegun"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_card_places: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PlacesOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_pull_requests: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PullRequestsOfCard"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly link_pull_request: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PullRequestLinkCreate"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PullRequestDetails"];
                };
            };
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PullRequestDetails"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly unlink_pull_request: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
                readonly pull_request_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_reachable_repositories: {
        readonly parameters: {
            readonly query?: {
                /** @description What must stand in it, in any case; empty for all. */
                readonly q?: string;
                /** @description Say of each whether it is connected to this workspace. */
                readonly workspace_id?: string;
                /** @description Ask GitHub now; else what it said within a minute will do. */
                readonly refresh?: boolean;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReachableRepositories"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_repositories: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_RepositoryOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly connect_repository: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RepositoryConnect"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RepositoryOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly disconnect_repository: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
                readonly repo_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly change_repository: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
                readonly repo_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RepositoryPatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RepositoryOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly check_repository: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly workspace_id: string;
                readonly repo_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckBegun"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_branches: {
        readonly parameters: {
            readonly query?: {
                /** @description What must stand in it, in any case; empty for all. */
                readonly q?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
                readonly repo_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Branches"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly start_card: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CardStart"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StartOut"];
                };
            };
            /** @description A task makes the branch. */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StartOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly finish_card: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CardFinish"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FinishOut"];
                };
            };
            /** @description A task deletes the branches. */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FinishOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly github_status: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GitHubStatusOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sync_pull_request: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
                readonly pull_request_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckBegun"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly begin_miro_sign_in: {
        readonly parameters: {
            readonly query?: {
                /** @description Where to go then: a page under `/app/`, or an address of an allowed origin. */
                readonly returnUrl?: string;
                /** @description Only add it to the account that is signed in; sign in first else. */
                readonly connect?: boolean;
                /** @description Begin under this address, whatever the public one is. */
                readonly here?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description To Miro; or to sign in first. */
            readonly 302: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly come_back_from_miro: {
        readonly parameters: {
            readonly query?: {
                readonly code?: string;
                readonly state?: string;
                readonly error?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description To where the person wanted to go; `miro_error` says why nothing came of it. */
            readonly 303: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sign_in_with_miro: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MiroIdTokenIn"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly miro_account: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroAccountOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly disconnect_miro: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly miro_status: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroUserOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly bring_miro_tokens: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MiroUserIn"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroUserOut"];
                };
            };
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroUserOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_shapes: {
        readonly parameters: {
            readonly query?: {
                /** @description `cursor` of an earlier answer. */
                readonly since?: string;
                /** @description Items on a page; all at once if left out. */
                readonly limit?: number;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path: {
                /** @description Miro's id of the board; it may end with `=`. */
                readonly boardId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly "X-Cache"?: string;
                    readonly Age?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroItemsOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly create_shapes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Miro's id of the board; it may end with `=`. */
                readonly boardId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ShapeBody"] | readonly components["schemas"]["ShapeBody"][];
            };
        };
        readonly responses: {
            /** @description An array was sent: what became of each. */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroManyOut"];
                };
            };
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroItemOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_shape: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path: {
                /** @description Miro's id of the board; it may end with `=`. */
                readonly boardId: string;
                /** @description Miro's id, a decimal. */
                readonly itemId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly "X-Cache"?: string;
                    readonly Age?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroItemOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly update_shape: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path: {
                /** @description Miro's id of the board; it may end with `=`. */
                readonly boardId: string;
                /** @description Miro's id, a decimal. */
                readonly itemId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ShapeChange"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroItemOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_shape: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path: {
                /** @description Miro's id of the board; it may end with `=`. */
                readonly boardId: string;
                /** @description Miro's id, a decimal. */
                readonly itemId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_miro_tags: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path: {
                /** @description Miro's id of the board; it may end with `=`. */
                readonly boardId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly "X-Cache"?: string;
                    readonly Age?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroTagsOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_miro_boards: {
        readonly parameters: {
            readonly query?: {
                /** @description In their names. */
                readonly query?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    readonly "X-Cache"?: string;
                    readonly Age?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroBoardsOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_miro_board: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path: {
                /** @description Miro's id of the board; it may end with `=`. */
                readonly boardId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroBoardOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sync_miro_board: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description Miro's id of the board; it may end with `=`. */
                readonly boardId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroSyncOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_miro_cache: {
        readonly parameters: {
            readonly query?: {
                /** @description Have all of it read anew. */
                readonly refresh?: boolean;
                /** @description Items on a page; all at once if left out. */
                readonly limit?: number;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
            };
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path: {
                /** @description Miro's id of the board; it may end with `=`. */
                readonly boardId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroCacheOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_miro_limits: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MiroLimitsOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_workspaces: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_WorkspaceOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly create_workspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkspaceCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkspaceOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_workspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkspaceOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_workspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly update_workspace: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkspacePatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkspaceOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_members: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_MemberOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly remove_member: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
                readonly user_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly change_role: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
                readonly user_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MemberPatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MemberOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_workspace_audit: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this type. */
                readonly type?: string;
                /** @description Only by this person, or about them. */
                readonly user_id?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_AuditEventOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly own_audit: {
        readonly parameters: {
            readonly query?: {
                /** @description Only of this type. */
                readonly type?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_AuditEventOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_invitations: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_InvitationOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly invite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Invite"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvitesOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly revoke_invitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
                readonly invitation_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resend_invitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly workspace_id: string;
                readonly invitation_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvitationResentOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly preview_invitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InvitationPreview"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvitationPreviewOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly accept_invitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly token: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkspaceOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_own_invitations: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_OwnInvitationOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly accept_own_invitation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly invitation_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkspaceOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sign_in_locally: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LocalSignIn"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly refresh: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Refresh"] | null;
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignedInOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly logout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["Logout"] | null;
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly me: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_account: {
        readonly parameters: {
            readonly query?: {
                /** @description Forget what I typed in the history of boards, and redact my comments. */
                readonly redact_texts?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rename_me: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MePatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_api_tokens: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_ApiTokenOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly create_api_token: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApiTokenCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiTokenCreatedOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_api_token: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly token_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_sessions: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_SessionOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly end_session: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly session_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly ask_for_sign_in_email: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EmailSignIn"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": unknown;
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sign_in_by_email: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EmailCallback"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnedOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly auth_methods: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignInMethodsOut"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly begin_github_sign_in: {
        readonly parameters: {
            readonly query?: {
                /** @description The page to come back to, under `/app/`. */
                readonly return_to?: string;
                /** @description Add the GitHub account to the one that is signed in. */
                readonly connect?: boolean;
                /** @description Begin under this address, whatever the public one is. */
                readonly here?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description To GitHub. */
            readonly 302: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly come_back_from_github: {
        readonly parameters: {
            readonly query?: {
                readonly code?: string;
                readonly state?: string;
                readonly error?: string;
                readonly error_description?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description To the client, which posts what GitHub gave. */
            readonly 303: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sign_in_with_github: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["GitHubCallback"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReturnedOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly github_account: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GitHubAccountOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly ask_for_address_email: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddressAsk"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": unknown;
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly add_address: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddressConfirm"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UserOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly export_my_data: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One JSON document, as a file. */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": Record<string, never>;
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly bulk_update_cards: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BulkUpdate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BulkOut"];
                };
            };
            /** @description A task does it. */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskBegun"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly undo_change: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UndoIn"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["UndoOut"];
                };
            };
            /** @description A task does it. */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskBegun"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly add_checklist_item: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StepCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_checklist_item: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly item_id: string;
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patch_checklist_item: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly item_id: string;
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StepPatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly add_link: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LinkCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_link: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly link_id: string;
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patch_link: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly link_id: string;
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LinkPatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly add_dependency: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DependencyCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_dependency: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly other: string;
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_comments: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_CommentOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly create_comment: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CommentCreate"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommentOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly delete_comment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly comment_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly patch_comment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly comment_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CommentPatch"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommentOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly restore_card: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CardRestore"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly copy_card: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CardCopy"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly transfer_card: {
        readonly parameters: {
            readonly query?: {
                /** @description Where a key is looked up, if it means several cards. */
                readonly workspace_id?: string;
            };
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly card: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CardTransferTo"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CardOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly board_activity: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_EventOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_bin: {
        readonly parameters: {
            readonly query?: {
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_DeletedCard_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly copy_board: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly board_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BoardCopyAs"];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 201: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BoardSummary"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_installation_tasks: {
        readonly parameters: {
            readonly query?: {
                /** @description Only tasks in this state, or in one of these if it is given several times; `open` is queued, running or retrying, `dead` is failed or indeterminate. */
                readonly state?: readonly (components["schemas"]["TaskState"] | components["schemas"]["TaskGroup"])[];
                /** @description Only tasks of this name, such as `process_webhook_task`. */
                readonly name?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_TaskOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly get_task: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskOut"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly drop_task: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 204: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_tasks: {
        readonly parameters: {
            readonly query?: {
                /** @description Only tasks in this state, or in one of these if it is given several times; `open` is queued, running or retrying, `dead` is failed or indeterminate. */
                readonly state?: readonly (components["schemas"]["TaskState"] | components["schemas"]["TaskGroup"])[];
                /** @description Only tasks of this name, such as `process_webhook_task`. */
                readonly name?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly workspace_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_TaskOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly retry_task: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancel_task: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly task_id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TaskOut"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly keep_client_logs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Miro's id of the caller. Absent: their own account. */
                readonly "X-User-Id"?: string;
                /** @description The same key and request get the first answer again, for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": readonly components["schemas"]["LogEntryIn"][];
            };
        };
        readonly responses: {
            /** @description Successful Response */
            readonly 202: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["LogsTaken"];
                };
            };
            /** @description The request cannot be read */
            readonly 400: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing */
            readonly 404: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This clashes with what is there */
            readonly 409: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description That is too large */
            readonly 413: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Send JSON */
            readonly 415: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            readonly 429: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly list_client_logs: {
        readonly parameters: {
            readonly query?: {
                /** @description Only those of this level, and graver ones. */
                readonly level?: components["schemas"]["LogLevel"];
                /** @description Only those of this person. */
                readonly user_id?: string;
                /** @description Only those with this in their message or context, in upper or lower case. */
                readonly q?: string;
                /** @description Only those that happened then or later. */
                readonly since?: string;
                /** @description Only those that happened before. */
                readonly until?: string;
                /** @description Only those that this request delivered, or that are about it. */
                readonly request_id?: string;
                /** @description `next_cursor` of the page before. */
                readonly cursor?: string;
                /** @description Items on a page; 50 if left out. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Page_ClientLogOut_"];
                };
            };
            /** @description Sign in first */
            readonly 401: {
                headers: {
                    /** @description The way to authenticate. */
                    readonly "WWW-Authenticate"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description You may not do this */
            readonly 403: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Some of this cannot be accepted */
            readonly 422: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly healthz: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readyz: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Successful Response */
            readonly 200: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description Something went wrong */
            readonly 500: {
                headers: {
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not available right now */
            readonly 503: {
                headers: {
                    /** @description Seconds until another try makes sense. */
                    readonly "Retry-After"?: string;
                    /** @description Names the request in the logs. */
                    readonly "X-Request-ID"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
